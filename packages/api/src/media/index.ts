// What other features need of media.
export { picturesOf } from "./picture.ts";
export { recordUses } from "./uses.ts";
