// What other features need of media.
export { forgetMedia } from "./forget.ts";
export { readableBy, showableIn } from "./may-read.ts";
export { picturesOf, requirePicture } from "./picture.ts";
export { recordUses } from "./uses.ts";
