import {
  AbandonedUpload,
  BeginUpload,
  BegunUpload,
  FinishOutcome,
  MediaRef,
  MediaView,
  PartsQuery,
  ResumedUpload,
  UploadParts,
  UploadRef,
} from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { signedIn } from "../procedures.ts";
import { readMedia } from "./library.ts";
import { finishUpload } from "./uploads/finish.ts";
import { abandonUpload, beginUpload, resumeUpload, signParts } from "./uploads/upload.ts";

export const mediaRouter = {
  begin: signedIn
    .input(BeginUpload)
    .output(BegunUpload)
    .mutation(({ ctx, input }) => beginUpload(ctx, ctx.person, input)),

  parts: signedIn
    .input(PartsQuery)
    .output(UploadParts)
    .mutation(({ ctx, input }) => signParts(ctx, ctx.person, input)),

  resume: signedIn
    .input(UploadRef)
    .output(ResumedUpload)
    .mutation(({ ctx, input }) => resumeUpload(ctx, ctx.person, input)),

  finish: signedIn
    .input(UploadRef)
    .output(FinishOutcome)
    .mutation(({ ctx, input }) => finishUpload(ctx, ctx.person, input)),

  abandon: signedIn
    .input(UploadRef)
    .output(AbandonedUpload)
    .mutation(({ ctx, input }) => abandonUpload(ctx, ctx.person, input)),

  read: signedIn
    .input(MediaRef)
    .output(MediaView)
    .query(({ ctx, input }) => readMedia(ctx, ctx.person, input)),
} satisfies TRPCRouterRecord;
