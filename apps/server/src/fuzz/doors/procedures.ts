import { quoinRouter } from "@quoin/api";
import fc from "fast-check";
import { expect } from "vitest";

import { bentText } from "../bent.ts";
import { expectWords, type FuzzedSite } from "../open-site.ts";

// tRPC keeps procedures by their whole names where its types do not show it.
const { _def: inside } = quoinRouter;
const names = Object.keys({ ...(inside.procedures as object) });
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1,
    1.5,
    1e308,
    2 ** 53,
    "",
    "\0",
    "\ud800",
    "\u202E",
    [],
    {},
    [[]],
    "__proto__",
  ),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom(
    "2026-02-30T00:00:00Z",
    "2026-12-25T10:00:00+09:00",
    "0000-01-01T00:00:00Z",
    "x".repeat(70_000),
  ),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
);

/** Calls of every procedure, by the owner: inputs with odd values, and JSON that is bent. */
export async function procedures(site: FuzzedSite) {
  const { id, version } = await site.as("mara").draft.create({ title: "One", body: "Words." });
  const right: Record<string, unknown> = {
    id,
    version,
    title: "T",
    excerpt: "",
    body: "*Words*",
    slug: "a-slug",
    tags: ["Ink"],
    cover: null,
    cursor: undefined,
    limit: 5,
    query: "words",
    state: "draft",
    name: "A name",
    handle: "ada",
    bio: "",
    email: "kim@quoin.test",
    role: "writer",
    type: "image/png",
    bytes: 10,
    sha256: "0".repeat(64),
    numbers: [1],
    number: 1,
    at: "2027-01-01T00:00:00Z",
    featured: true,
    canonicalUrl: null,
    kind: "post",
    description: "",
    language: "en",
    accent: null,
    navigation: [],
    alt: "",
    passive: true,
    markdown: "# Hi",
    begins: "i",
    personId: id,
  };
  const input = fc
    .record(
      Object.fromEntries(
        Object.entries(right).map(([key, value]) => [
          key,
          fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, odd),
        ]),
      ),
      { requiredKeys: [] },
    )
    .map((some) => JSON.stringify(some));
  const bodies = fc.oneof(
    { weight: 4, arbitrary: input },
    input.chain((text) => bentText(text, ["null", "[[[[", "{}", "1e999", "\ud800"])),
  );

  return fc.asyncProperty(
    fc.constantFrom(...names),
    bodies,
    fc.boolean(),
    async (name, body, isPost) => {
      const headers = {
        ...(await site.headersOf(site.people.ada.id)),
        "content-type": "application/json",
      };
      const address = `${site.services.site.url}/trpc/${name}`;
      const asked = isPost ? { method: "POST", body } : {};
      const query = isPost
        ? ""
        : `?input=${encodeURIComponent(body.toWellFormed().slice(0, 2000))}`;
      const answer = await site.app.request(address + query, { headers, ...asked });
      const text = await answer.text();
      expectWords(answer.status, text);
      if (answer.status >= 400)
        expect(JSON.parse(text)).toMatchObject({
          error: { message: expect.stringMatching(/^[A-Z]/) },
        });
    },
  );
}
