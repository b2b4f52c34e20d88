// What other features need of media.
export { forgetMedia } from "./forget.ts";
export { picturesOf, requirePicture } from "./picture.ts";
export { recordUses } from "./uses.ts";
