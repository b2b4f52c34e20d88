import type { MarkdownIt } from "markdown-it";

import { TextTooCostly } from "../rendered.ts";

/**
 * So many marks and pieces may a text consist of. A book of 1 MB has 100,000, and a table of 1 MB,
 * 43,000 rows of three short cells, 610,000. Each takes up to 400 bytes while it is read.
 */
const maxTokens = 650_000;

/** Ends the reading of a text that consists of more pieces than memory is for. */
export function boundTokens(md: MarkdownIt): void {
  let left = maxTokens;
  const count = () => {
    if ((left -= 1) < 0) throw new TextTooCostly("more pieces than a page may have");
  };
  // Reading is synchronous, so the count is of one text.
  md.core.ruler.before("normalize", "count_anew", () => {
    left = maxTokens;
  });
  md.block.State = class extends md.block.State {
    override push(...args: Parameters<InstanceType<typeof md.block.State>["push"]>) {
      count();
      return super.push(...args);
    }
  };
  md.inline.State = class extends md.inline.State {
    override push(...args: Parameters<InstanceType<typeof md.inline.State>["push"]>) {
      count();
      return super.push(...args);
    }
    override pushPending() {
      count();
      return super.pushPending();
    }
  };
}
