export { mediaIdsIn, rendererVersion, renderMarkdown } from "./render.ts";
