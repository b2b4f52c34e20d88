import type { SQL } from "drizzle-orm";

import { mediaIdsIn, rendererVersion, renderMarkdown } from "../../markdown/index.ts";
import { picturesOf } from "../../media/index.ts";
import type { Needs } from "../../services.ts";
import type { Revision } from "../writing/state.ts";

/** What readers need of a text, made once. */
export type Derived = Pick<
  Revision,
  "html" | "plainText" | "headings" | "readingSeconds" | "rendererVersion"
>;

/** Makes the derived part of a body, with the pictures `among`. Slow: never inside a transaction. */
export async function derive(
  needs: Needs<"db" | "site">,
  body: string,
  among?: SQL,
): Promise<Derived> {
  const pictures = await picturesOf(needs, mediaIdsIn(body), among);
  const { html, plainText, headings, readingSeconds } = await renderMarkdown(body, { pictures });
  return { html, plainText, headings, readingSeconds, rendererVersion };
}
