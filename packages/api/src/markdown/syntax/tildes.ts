import type { MarkdownIt } from "markdown-it";

const longRun = /~{3,}/y;

/** Leaves three tildes and more as text, as GitHub Flavored Markdown §6.5 does; two strike through. */
export function leaveLongTildes(md: MarkdownIt): void {
  md.inline.ruler.before("strikethrough", "long_tildes", (state, silent) => {
    longRun.lastIndex = state.pos;
    const run = longRun.exec(state.src)?.[0];
    if (run === undefined) return false;
    if (!silent) state.pending += run;
    state.pos += run.length;
    return true;
  });
}
