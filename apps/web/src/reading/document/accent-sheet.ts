import { createHash } from "node:crypto";

import { accentRules } from "../../styles/accent.ts";

let last = { accent: "", href: "" };

/** Where the stylesheet of an accent is. Other rules of ours or another accent make another address. */
export function accentHref(accent: string): string {
  if (last.accent !== accent) {
    const hash = createHash("sha256").update(accentRules(accent)).digest("hex").slice(0, 8);
    last = { accent, href: `/assets/accent-${accent.slice(1)}-${hash}.css` };
  }
  return last.href;
}
