// What the commands need that take a site's words out and bring them in.
export { checkIncoming, type IncomingPost } from "./incoming.ts";
export {
  checkMedia,
  describeMedia,
  findMedia,
  type IncomingMedia,
  placeMedia,
} from "./place-media.ts";
export { type Placed, placePost } from "./place-post.ts";
export {
  clearWelcome,
  findAuthor,
  findOwner,
  IncomingSite,
  IncomingTag,
  placeSite,
  placeTag,
} from "./place-site.ts";
export type { PortablePost } from "./portable.ts";
export { countMedia, openMedia, type PortableMedia, takeMedia } from "./take-media.ts";
export { countPosts, takePosts } from "./take-posts.ts";
export { takeAuthors, takeSite, takeTags } from "./take-site.ts";
