import { createQuoin } from "@quoin/client";
import { expect, test } from "vitest";

import { messageOf } from "./refusals.ts";

test("a text that is too much for a page is refused with what weighs most in it", async () => {
  const refusal = { code: "text_too_costly", details: { construct: "footnotes" } };
  const error = { message: "Shorten it.", code: -32_004, data: { code: "BAD_REQUEST", refusal } };
  const quoin = createQuoin({
    url: "https://a.example",
    fetch: async () => Response.json([{ error }], { status: 422 }),
  });
  const thrown: unknown = await quoin.draft.preview.mutate({ body: "" }).catch((one) => one);
  expect(messageOf(thrown)).toBe("Shorten it. What weighs most in it: footnotes.");
  expect(messageOf(new Error("offline"))).toContain("cannot be reached");
});
