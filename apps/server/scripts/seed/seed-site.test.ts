import { openWorld } from "@quoin/api/testing";
import { expect, test } from "vitest";

import { readArticles } from "./articles.ts";
import { seedSite } from "./seed-site.ts";

const { services, visitor, as } = await openWorld();

test("the seed fills a site once: posts over two years, a page, drafts, pictures that are there", async () => {
  const articles = await readArticles();
  expect(await seedSite(services)).toEqual({ made: articles.length, kept: 0 });
  expect(await seedSite(services)).toEqual({ made: 0, kept: articles.length });

  const { items } = await visitor.post.list({ limit: 100 });
  expect(items.length).toBeGreaterThanOrEqual(30);
  expect(new Set(items.map(({ publishedAt }) => publishedAt.slice(0, 4))).size).toBe(3);
  for (const { slug } of items) {
    const { html } = await visitor.post.bySlug({ slug });
    expect(html, slug).not.toMatch(/missing-picture|picture:/);
  }
  expect((await visitor.post.list({ featured: true })).items).toHaveLength(3);

  expect((await visitor.site.read()).navigation).toEqual([{ label: "About", href: "/about" }]);

  const { items: drafts } = await as("ines").draft.list({ whose: "all", limit: 100 });
  const states = drafts.map(({ state }) => state);
  expect(states.filter((state) => state === "draft")).toHaveLength(2 + 1);
  expect(drafts.filter(({ schedule }) => schedule !== null)).toMatchObject([
    { schedule: { at: "2026-05-17T09:00:00.000Z", isCurrent: true } },
  ]);
  expect(states.filter((state) => state === "changed")).toHaveLength(1);
}, 120_000);

test("posts of the seed link only to each other and to what is always there", async () => {
  const articles = await readArticles();
  const known = new Set(["feed.xml", ...articles.map(({ slug }) => slug)]);
  const links = articles.flatMap(({ body }) =>
    Array.from(body.matchAll(/\]\(\/([^)\s]+)\)/g), ([, address = ""]) => address),
  );
  expect(links.filter((address) => !known.has(address))).toEqual([]);
});
