import { accentRules } from "../../styles/accent.ts";

let sheet: CSSStyleSheet | null = null;

/** Shows another accent at once, instead of the one this document came with; null for Quoin's own. */
export function applyAccent(accent: string | null): void {
  document.querySelector("link[data-accent]")?.remove();
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  }
  sheet.replaceSync(accent === null ? "" : accentRules(accent));
}
