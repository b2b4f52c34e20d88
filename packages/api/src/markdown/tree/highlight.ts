import type { ElementContent } from "hast";
import { createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { ThemedToken } from "shiki/types";

import { codeTheme, plain } from "./code-theme.ts";
import { element, text } from "./elements.ts";
import { grammarOf, languageOf } from "./languages.ts";

/** Longer blocks and lines stay in one colour: they are data, and some grammars crawl over them. */
const maxBlock = 50_000;
const maxLine = 1_000;
/** Shiki gives up a line after half a second, which a first use on a busy machine can take. */
const maxLineMs = 10_000;

let opened: Promise<HighlighterCore> | undefined;

/** Regular expressions of JavaScript's own: no WebAssembly to ship or to allow. */
const open = (): Promise<HighlighterCore> =>
  createHighlighterCore({
    themes: [codeTheme],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });

/** Code with its words in classes; null when the language is not known or the block too long. */
export async function highlight(code: string, name: string): Promise<ElementContent[] | null> {
  const language = languageOf(name);
  if (language === null || code.length > maxBlock) return null;
  const highlighter = await (opened ??= open());
  if (!highlighter.getLoadedLanguages().includes(language)) {
    await highlighter.loadLanguage(grammarOf(language));
  }
  const lines = highlighter.codeToTokensBase(code, {
    lang: language,
    theme: "quoin",
    tokenizeMaxLineLength: maxLine,
    tokenizeTimeLimit: maxLineMs,
  });
  return spansOf(lines);
}

/** As few elements as show the same: neighbours of one class are joined, and blanks have none. */
function spansOf(lines: readonly (readonly ThemedToken[])[]): ElementContent[] {
  const runs: { name: string; value: string }[] = [];
  const add = (name: string, value: string): void => {
    const last = runs.at(-1);
    if (last && (last.name === name || value.trim() === "")) last.value += value;
    else runs.push({ name, value });
  };
  for (const [index, line] of lines.entries()) {
    if (index > 0) add(plain, "\n");
    for (const { content, color = plain } of line) add(color.toLowerCase(), content);
  }
  return runs.map(({ name, value }) =>
    name === plain ? text(value) : element("span", { className: [name] }, [text(value)]),
  );
}
