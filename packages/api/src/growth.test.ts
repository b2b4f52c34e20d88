import { DraftText, fileNameOf, slugOf } from "@quoin/model";
import { test } from "vitest";

import { mediaIdsIn } from "./markdown/index.ts";
import { emailNorm } from "./people/email-norm.ts";
import { countWords } from "./posts/history/count-words.ts";
import { excerptOf } from "./posts/reading/item.ts";
import { readTerms, tsqueryOf } from "./posts/search/search-terms.ts";
import { piecesOf, snippetOf } from "./posts/search/snippet.ts";
import { vectorOf } from "./posts/search/vector.ts";
import { costliestIn } from "./rendering/costliest.ts";
import { expectNoOutgrowth } from "./testing/growth.ts";

const terms = readTerms('"a 1" or é a');

// Rendering has bounds of its own (`markdown/bounds.test.ts`).
test.for<[string, (text: string) => unknown]>([
  ["finding the media of a text", mediaIdsIn],
  ["counting its words", countWords],
  ["spelling them for search", (text) => vectorOf(text, "C")],
  ["making an excerpt", (text) => excerptOf("", text)],
  ["reading what is looked for", (text) => tsqueryOf(readTerms(text))],
  ["marking what was found", (text) => [piecesOf(text, terms), snippetOf(text, terms)]],
  ["saying what weighs most in it", costliestIn],
  ["checking a draft", (text) => DraftText.safeParse({ body: text, title: text, tags: [text] })],
  ["naming an address after a title", slugOf],
  ["naming a file", fileNameOf],
  ["reading an email address", emailNorm],
])("%s takes no longer than its text is long", ([, work]) => expectNoOutgrowth(work));
