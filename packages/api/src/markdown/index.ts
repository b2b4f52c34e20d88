// What other features need of Markdown. Rendering itself is loaded beside the process alone.
export { mediaIdsIn } from "./media-ids.ts";
export { type Rendered, rendererVersion } from "./rendered.ts";
