export { createQuoin, type Quoin, quoinLinks, type QuoinOptions } from "./create-client.ts";
export { type ErrorCode, type Refusal, refusalOf } from "./refusals.ts";
export type { QuoinRouter, RouterInputs, RouterOutputs } from "./router.ts";
export { type Media, uploadFile, type UploadOptions } from "./upload.ts";
