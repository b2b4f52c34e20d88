import {
  CreateDraft,
  DraftPage,
  DraftQuery,
  DraftRef,
  DraftView,
  PostRef,
  Preview,
  PreviewDraft,
  SaveDraft,
  SaveOutcome,
} from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { signedIn } from "../procedures.ts";
import { listDrafts } from "./draft-list.ts";
import { createDraft, previewDraft, readDraft, saveDraft } from "./draft.ts";

export const draftRouter = {
  create: signedIn
    .input(CreateDraft)
    .output(DraftRef)
    .mutation(({ ctx, input }) => createDraft(ctx, ctx.person, input)),

  read: signedIn
    .input(PostRef)
    .output(DraftView)
    .query(({ ctx, input }) => readDraft(ctx, ctx.person, input)),

  save: signedIn
    .input(SaveDraft)
    .output(SaveOutcome)
    .mutation(({ ctx, input }) => saveDraft(ctx, ctx.person, input)),

  list: signedIn
    .input(DraftQuery)
    .output(DraftPage)
    .query(({ ctx, input }) => listDrafts(ctx, ctx.person, input)),

  preview: signedIn
    .input(PreviewDraft)
    .output(Preview)
    .mutation(({ ctx, input }) => previewDraft(ctx, ctx.person, input)),
} satisfies TRPCRouterRecord;
