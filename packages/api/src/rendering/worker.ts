import { renderMarkdown } from "../markdown/render.ts";
// What the process that renders does: nothing else loads Markdown, highlighting and sanitising.
import { TextTooCostly } from "../markdown/rendered.ts";
import { vectorOf } from "../posts/search/vector.ts";
import { keptLength, type RenderAnswer, type RenderTask } from "./task.ts";

export async function answer({ body, pictures }: RenderTask): Promise<RenderAnswer> {
  try {
    const { plainText: whole, ...rendered } = await renderMarkdown(body, { pictures });
    const plainText = whole.slice(0, keptLength).toWellFormed();
    return { done: { ...rendered, plainText, vector: vectorOf(whole, "C") } };
  } catch (error) {
    if (error instanceof TextTooCostly) return { refused: "text_too_costly" };
    throw error;
  }
}
