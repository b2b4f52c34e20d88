import {
  KeepText,
  NameOutcome,
  NameVersion,
  RenameRevision,
  RestoreOutcome,
  RestoreRevision,
  RevisionNamed,
  RevisionPage,
  RevisionQuery,
  RevisionRef,
  RevisionView,
  TextKept,
} from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { signedIn } from "../procedures.ts";
import { keepText } from "./history/keep-text.ts";
import { nameVersion } from "./history/name-version.ts";
import { restoreRevision } from "./history/restore.ts";
import { listRevisions, readRevision, renameRevision } from "./history/revision.ts";

export const revisionRouter = {
  list: signedIn
    .input(RevisionQuery)
    .output(RevisionPage)
    .query(({ ctx, input }) => listRevisions(ctx, ctx.person, input)),

  read: signedIn
    .input(RevisionRef)
    .output(RevisionView)
    .query(({ ctx, input }) => readRevision(ctx, ctx.person, input)),

  name: signedIn
    .input(NameVersion)
    .output(NameOutcome)
    .mutation(({ ctx, input }) => nameVersion(ctx, ctx.person, input)),

  keep: signedIn
    .input(KeepText)
    .output(TextKept)
    .mutation(({ ctx, input }) => keepText(ctx, ctx.person, input)),

  rename: signedIn
    .input(RenameRevision)
    .output(RevisionNamed)
    .mutation(({ ctx, input }) => renameRevision(ctx, ctx.person, input)),

  restore: signedIn
    .input(RestoreRevision)
    .output(RestoreOutcome)
    .mutation(({ ctx, input }) => restoreRevision(ctx, ctx.person, input)),
} satisfies TRPCRouterRecord;
