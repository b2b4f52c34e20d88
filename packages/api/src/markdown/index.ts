export { mediaIdsIn, type Rendered, rendererVersion, renderMarkdown } from "./render.ts";
