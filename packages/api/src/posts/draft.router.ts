import {
  AddressAhead,
  AddressWish,
  CreateDraft,
  Done,
  DraftLink,
  DraftPage,
  DraftQuery,
  DraftRef,
  DraftView,
  LiveText,
  PostRef,
  Preview,
  PreviewDraft,
  SaveDraft,
  SaveOutcome,
} from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { done } from "../done.ts";
import { signedIn } from "../procedures.ts";
import { readLiveText } from "./history/live-text.ts";
import { shareDraft, unshareDraft } from "./previews/draft-link.ts";
import { listDrafts } from "./writing/draft-list.ts";
import { createDraft, previewDraft, readDraft, saveDraft } from "./writing/draft.ts";
import { addressAhead } from "./writing/slug.ts";

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

  live: signedIn
    .input(PostRef)
    .output(LiveText)
    .query(({ ctx, input }) => readLiveText(ctx, ctx.person, input)),

  address: signedIn
    .input(AddressWish)
    .output(AddressAhead)
    .query(({ ctx, input }) => addressAhead(ctx, ctx.person, input)),

  preview: signedIn
    .input(PreviewDraft)
    .output(Preview)
    .mutation(({ ctx, input }) => previewDraft(ctx, ctx.person, input)),

  share: signedIn
    .input(PostRef)
    .output(DraftLink)
    .mutation(({ ctx, input }) => shareDraft(ctx, ctx.person, input)),

  unshare: signedIn
    .input(PostRef)
    .output(Done)
    .mutation(({ ctx, input }) => unshareDraft(ctx, ctx.person, input).then(done)),
} satisfies TRPCRouterRecord;
