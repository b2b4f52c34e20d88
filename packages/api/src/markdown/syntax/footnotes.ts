import type { MarkdownIt, StateCore, Token } from "markdown-it";

/** What `markdown-it-footnote` notes while it reads. */
interface Note {
  label: string;
  /** How often the text refers to it. */
  count: number;
}

/** A note leads back to so many of its mentions: hundreds of arrows help nobody, and are all of a page. */
const maxBackLinks = 20;

/**
 * Puts the notes at the end, in the order of their first mention, and names them `fn-1`.
 *
 * Replaces the plugin's own last step, which copies every token anew for each note (1.5 s for
 * 4,000 notes in 90 KB) and names things so that a heading may clash.
 */
export function collectFootnotes(md: MarkdownIt): void {
  md.core.ruler.at("footnote_tail", moveNotesToTheEnd);
  md.renderer.rules.footnote_ref = (tokens, index) => {
    const { note, mention } = placeOf(tokens[index]);
    const id = `fnref-${note}${mention > 1 ? `-${mention}` : ""}`;
    return `<sup class="footnote-ref"><a href="#fn-${note}" id="${id}" aria-label="Note ${note}">${note}</a></sup>`;
  };
  md.renderer.rules.footnote_back = (tokens, index) => {
    const { note, mention } = placeOf(tokens[index]);
    const [id, name] =
      mention > 1
        ? [`${note}-${mention}`, `mention ${mention} of note ${note}`]
        : [String(note), `note ${note} in the text`];
    // U+FE0E asks for the arrow as text: phones would draw an emoji.
    return ` <a class="footnote-back" href="#fnref-${id}" aria-label="Back to ${name}">↩\uFE0E</a>`;
  };
}

function placeOf(token: Token | undefined): { note: number; mention: number } {
  return {
    note: Number(token?.meta?.id ?? 0) + 1,
    mention: Number(token?.meta?.subId ?? 0) + 1,
  };
}

function moveNotesToTheEnd(state: StateCore): void {
  const bodies = takeBodies(state);
  const { list = [] } = (state.env.footnotes ?? {}) as { list?: Note[] }; // the plugin's own record
  if (list.length === 0) return;

  const push = (type: string, tag: string, nesting: -1 | 0 | 1): Token => {
    const token = new state.Token(type, tag, nesting);
    token.block = true;
    state.tokens.push(token);
    return token;
  };
  push("footnotes_open", "section", 1).attrSet("class", "footnotes");
  push("ordered_list_open", "ol", 1);
  for (const [id, note] of list.entries()) {
    push("list_item_open", "li", 1).attrSet("id", `fn-${id + 1}`);
    const body = bodies.get(note.label) ?? [];
    const last = body.at(-1)?.type === "paragraph_close" ? body.at(-1) : undefined;
    for (const token of body) if (token !== last) state.tokens.push(token);
    for (let subId = 0; subId < Math.min(note.count, maxBackLinks); subId += 1)
      push("footnote_back", "", 0).meta = { id, subId };
    if (last) state.tokens.push(last);
    push("list_item_close", "li", -1);
  }
  push("ordered_list_close", "ol", -1);
  push("footnotes_close", "section", -1);
}

/** Takes the notes' own words out of the text. */
function takeBodies(state: StateCore): Map<string, Token[]> {
  const bodies = new Map<string, Token[]>();
  const text: Token[] = [];
  const open: Token[][] = []; // a note may be written inside another
  for (const token of state.tokens) {
    if (token.type === "footnote_reference_open") {
      const body: Token[] = [];
      open.push(body);
      bodies.set(String(token.meta?.label), body);
    } else if (token.type === "footnote_reference_close") open.pop();
    else (open.at(-1) ?? text).push(token);
  }
  state.tokens = text;
  return bodies;
}
