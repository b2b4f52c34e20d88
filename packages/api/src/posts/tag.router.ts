import { TagPage, TagQuery, UpdateTag, UpdateTagOutcome } from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { signedIn } from "../procedures.ts";
import { listTags } from "./tags/tag-list.ts";
import { updateTag } from "./tags/tag.ts";

export const tagRouter = {
  list: signedIn
    .input(TagQuery)
    .output(TagPage)
    .query(({ ctx, input }) => listTags(ctx, ctx.person, input)),

  update: signedIn
    .input(UpdateTag)
    .output(UpdateTagOutcome)
    .mutation(({ ctx, input }) => updateTag(ctx, ctx.person, input)),
} satisfies TRPCRouterRecord;
