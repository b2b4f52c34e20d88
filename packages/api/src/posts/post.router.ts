import {
  FoundPage,
  Neighbours,
  PostAddress,
  PostFacts,
  PostPage,
  PostQuery,
  PostRef,
  PostStanding,
  PostView,
  PublishOutcome,
  PublishPost,
  SearchQuery,
  UpdatePost,
} from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { anyone, paying, signedIn } from "../procedures.ts";
import { publishPost } from "./publishing/publish.ts";
import { unschedulePost } from "./publishing/schedule.ts";
import { recoverPost, trashPost } from "./publishing/trash.ts";
import { unpublishPost } from "./publishing/unpublish.ts";
import { neighboursOf } from "./reading/neighbours.ts";
import { listPosts } from "./reading/post-list.ts";
import { readPost } from "./reading/post.ts";
import { searches, searchPosts } from "./search/search.ts";
import { updatePost } from "./writing/update-post.ts";

export const postRouter = {
  list: anyone
    .input(PostQuery)
    .output(PostPage)
    .query(({ ctx, input }) => listPosts(ctx, input)),

  bySlug: anyone
    .input(PostAddress)
    .output(PostView)
    .query(({ ctx, input }) => readPost(ctx, input)),

  neighbours: anyone
    .input(PostAddress)
    .output(Neighbours)
    .query(({ ctx, input }) => neighboursOf(ctx, input)),

  search: anyone
    .input(SearchQuery)
    .use(paying(searches))
    .output(FoundPage)
    .query(({ ctx, input }) => searchPosts(ctx, input)),

  update: signedIn
    .input(UpdatePost)
    .output(PostFacts)
    .mutation(({ ctx, input }) => updatePost(ctx, ctx.person, input)),

  publish: signedIn
    .input(PublishPost)
    .output(PublishOutcome)
    .mutation(({ ctx, input }) => publishPost(ctx, ctx.person, input)),

  unschedule: signedIn
    .input(PostRef)
    .output(PostStanding)
    .mutation(({ ctx, input }) => unschedulePost(ctx, ctx.person, input)),

  unpublish: signedIn
    .input(PostRef)
    .output(PostStanding)
    .mutation(({ ctx, input }) => unpublishPost(ctx, ctx.person, input)),

  trash: signedIn
    .input(PostRef)
    .output(PostStanding)
    .mutation(({ ctx, input }) => trashPost(ctx, ctx.person, input)),

  recover: signedIn
    .input(PostRef)
    .output(PostStanding)
    .mutation(({ ctx, input }) => recoverPost(ctx, ctx.person, input)),
} satisfies TRPCRouterRecord;
