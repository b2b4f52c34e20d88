// What other features need of Markdown.
export { mediaIdsIn } from "./media-ids.ts";
export { type Rendered, rendererVersion, renderMarkdown } from "./render.ts";
