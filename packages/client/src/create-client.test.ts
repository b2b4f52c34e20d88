import { expect, test } from "vitest";

import { createQuoin } from "./create-client.ts";

/** A site that answers every call with its own input, and remembers how it was asked. */
function openEcho() {
  const asked: { url: URL; headers: Headers }[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    asked.push({ url, headers: request.headers });
    const calls = url.pathname.split(",").length;
    const inputs: unknown = JSON.parse(url.searchParams.get("input") ?? "{}");
    const answers = Array.from({ length: calls }, (_, at) => ({
      result: { data: Object(inputs)[at] },
    }));
    return Response.json(answers);
  };
  return { asked, fetch };
}

test("calls go to /trpc of the origin, whatever follows the origin", async () => {
  const { asked, fetch } = openEcho();
  const quoin = createQuoin({ url: "https://example.org/a/page?q", fetch });
  await quoin.post.list.query({ limit: 5 });
  expect(asked.map(({ url }) => url.origin + url.pathname)).toEqual([
    "https://example.org/trpc/post.list",
  ]);
});

test("a page that asks for 45 posts at once makes three requests of at most 20", async () => {
  const { asked, fetch } = openEcho();
  const quoin = createQuoin({ url: "https://example.org", fetch });
  const slugs = Array.from({ length: 45 }, (_, index) => `post-${index}`);
  const posts = await Promise.all(slugs.map((slug) => quoin.post.bySlug.query({ slug })));
  expect(posts).toEqual(slugs.map((slug) => ({ slug })));
  expect(asked.map(({ url }) => url.pathname.split(",").length)).toEqual([20, 20, 5]);
});

test("no address is longer than 4000 characters", async () => {
  const { asked, fetch } = openEcho();
  const quoin = createQuoin({ url: "https://example.org", fetch });
  const slug = "long".repeat(40);
  await Promise.all(Array.from({ length: 20 }, () => quoin.post.bySlug.query({ slug })));
  expect(asked.length).toBeGreaterThan(1);
  expect(Math.max(...asked.map(({ url }) => url.href.length))).toBeLessThanOrEqual(4000);
});

test("headers go with every request", async () => {
  const { asked, fetch } = openEcho();
  const quoin = createQuoin({ url: "https://example.org", fetch, headers: { "x-app": "reader" } });
  await quoin.post.list.query({});
  expect(asked[0]?.headers.get("x-app")).toBe("reader");
});
