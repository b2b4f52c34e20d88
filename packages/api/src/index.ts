import { auditRouter } from "./audit/audit.router.ts";
import { invitationRouter } from "./invitations/invitation.router.ts";
import { mediaRouter } from "./media/media.router.ts";
import { personRouter } from "./people/person.router.ts";
import { draftRouter } from "./posts/draft.router.ts";
import { postRouter } from "./posts/post.router.ts";
import { revisionRouter } from "./posts/revision.router.ts";
import { tagRouter } from "./posts/tag.router.ts";
import { createCallerFactory, router } from "./procedures.ts";
import { sessionRouter } from "./sessions/session.router.ts";
import { siteRouter } from "./site/site.router.ts";

/** Every feature's procedures: one line each. */
const records = {
  audit: auditRouter,
  draft: draftRouter,
  invitation: invitationRouter,
  media: mediaRouter,
  person: personRouter,
  post: postRouter,
  revision: revisionRouter,
  session: sessionRouter,
  site: siteRouter,
  tag: tagRouter,
};

export const quoinRouter = router(records);

/** Calls procedures in this process, as tests and scripts do. */
export const createCaller = createCallerFactory(quoinRouter);

export {
  recordCrossSite,
  recordDoubledSession,
  recordFailedSignIn,
  recordSignOut,
} from "./audit/audit.ts";
export type { Origin } from "./audit/record.ts";
export { readInvitation } from "./invitations/accept.ts";
export { isDiskFull } from "./driver-errors.ts";
export { findMasterKey, findMediaKey } from "./media/library.ts";
export { addressOf } from "./media/picture.ts";
export { storeForm } from "./media/uploads/store-form.ts";
export { domainNorm, emailNorm } from "./people/email-norm.ts";
export { ensureCast, readAuthor } from "./people/person.ts";
export { readCast } from "./people/read-cast.ts";
export { isSetupOpen, isSetupToken, offerSetup } from "./sessions/setup.ts";
export { signIn } from "./sessions/sign-in.ts";
export { signOut, viewerOf } from "./sessions/session.ts";
export {
  admit,
  type Context,
  refusalOf,
  refusalOfTrpc,
  type Viewer,
  wireOf,
} from "./procedures.ts";
export { addressChunks, listAddresses, type PublicAddress } from "./posts/reading/address-list.ts";
export { readSharedDraft, type SharedDraft } from "./posts/previews/draft-link.ts";
export { createDraft, saveDraft } from "./posts/writing/draft.ts";
export { listDrafts } from "./posts/writing/draft-list.ts";
export { updatePost } from "./posts/writing/update-post.ts";
export { listPosts } from "./posts/reading/post-list.ts";
export { nearestPosts } from "./posts/search/nearest.ts";
export { neighboursOf } from "./posts/reading/neighbours.ts";
export { type FeedPost, findPost, newestPosts, readMarkdown } from "./posts/reading/post.ts";
export { publishPost } from "./posts/publishing/publish.ts";
export { recentTags } from "./posts/reading/recent-tags.ts";
export { searches, searchPosts } from "./posts/search/search.ts";
export { readTag } from "./posts/tags/tag.ts";
export { jobsOf } from "./jobs.ts";
export { openRenderer } from "./rendering/renderer.ts";
export { readLegal } from "./site/legal.ts";
export { openSite } from "./site/open-site.ts";
export { readSettings, updateSite } from "./site/settings.ts";
export { newSite, readSite } from "./site/site.ts";
export * from "./transfer/index.ts";
export { publicChannel } from "./public-changed.ts";
export * from "./services.ts";
export { count, spend } from "./spend.ts";
