import { renderMarkdown } from "../markdown/render.ts";
// What the process that renders does: nothing else loads Markdown, highlighting and sanitising.
import { TextTooCostly } from "../markdown/rendered.ts";
import { spellWords } from "../posts/search/spell.ts";
import type { RenderAnswer, RenderTask } from "./task.ts";

export async function answer({ body, pictures }: RenderTask): Promise<RenderAnswer> {
  try {
    const rendered = await renderMarkdown(body, { pictures });
    return { done: { ...rendered, spelt: spellWords(rendered.plainText) } };
  } catch (error) {
    if (error instanceof TextTooCostly) return { refused: "text_too_costly" };
    throw error;
  }
}
