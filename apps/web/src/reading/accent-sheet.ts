import { createHash } from "node:crypto";

import { accentProperties } from "../styles/accent.ts";

/** The stylesheet of an accent: what it replaces of `tokens.css`, in the same layer, after it. */
export function accentSheet(accent: string): string {
  const properties = Object.entries(accentProperties(accent));
  const rules = properties.map(([name, value]) => `${name}:${value}`).join(";");
  return `@layer base{:root{${rules}}}\n`;
}

let last = { accent: "", href: "" };

/** Where that stylesheet is. Other rules of ours or another accent make another address. */
export function accentHref(accent: string): string {
  if (last.accent !== accent) {
    const hash = createHash("sha256").update(accentSheet(accent)).digest("hex").slice(0, 8);
    last = { accent, href: `/assets/accent-${accent.slice(1)}-${hash}.css` };
  }
  return last.href;
}
