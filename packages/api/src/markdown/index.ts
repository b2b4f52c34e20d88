// What other features need of Markdown.
export { mediaIdsIn } from "./media-ids.ts";
export { rendererVersion, renderMarkdown } from "./render.ts";
