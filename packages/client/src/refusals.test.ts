import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";

import { createQuoin } from "./create-client.ts";
import { refusalOf } from "./refusals.ts";

/** What a call throws when the site answers so. */
async function thrownFor(answer: () => Response): Promise<unknown> {
  const quoin = createQuoin({ url: "https://example.org", fetch: async () => answer() });
  return quoin.post.bySlug.query({ slug: "on-quoins" }).then(
    () => "nothing",
    (error: unknown) => error,
  );
}

test("a refusal has its code, its details and words for people", async () => {
  const message = "Too fast. Wait a moment and try again.";
  const refusal = { code: "too_many_requests", details: { retryAfterSeconds: 7 } };
  const data = { code: "TOO_MANY_REQUESTS", httpStatus: 429, path: "post.bySlug", refusal };
  const error = await thrownFor(() =>
    Response.json([{ error: { message, code: -32_029, data } }], { status: 429 }),
  );
  expect(refusalOf(error)).toEqual({ ...refusal, message });
});

test("what is not Quoin's own answer is no refusal", async () => {
  const proxy = await thrownFor(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  const offline = await thrownFor(() => {
    throw new TypeError("Failed to fetch");
  });
  expect(proxy).toBeInstanceOf(TRPCClientError);
  expect(offline).toBeInstanceOf(TRPCClientError);
  for (const other of [proxy, offline, new Error("a bug"), "text", null]) {
    expect(refusalOf(other)).toBeNull();
  }
});
