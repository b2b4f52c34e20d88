import { openWorld } from "@quoin/api/testing";
import { beforeEach, describe, expect, test } from "vitest";

import { atomProblems, jsonFeedProblems, rssProblems } from "../../testing/feed-rules.ts";
import { siteApp } from "../../testing/site-app.ts";

const { as, services, clock } = await openWorld();
const origin = services.site.url;
const { app, pages } = siteApp(services);
beforeEach(() => pages.clear());

const kinds = [
  ["/feed.xml", rssProblems, /<guid[^>]*>([^<]+)/g],
  ["/atom.xml", atomProblems, /<entry>\s*<id>([^<]+)/g],
  ["/feed.json", jsonFeedProblems, /"id":"([^"]+)"/g],
] as const;

const text = async (path: string) => (await app.request(origin + path)).text();

const idsIn = (feed: string, ids: RegExp) => [...feed.matchAll(ids)].map((match) => match[1]);

async function publish(words: object) {
  const draft = await as("mara").draft.create(words);
  await as("mara").post.publish(draft);
  clock.advance(60_000);
  return draft;
}

const hostile = {
  title: "]]> & <b>\u0008\u0001 “quotes” \u{1F5DC}",
  excerpt: "a < b && c\ufffe",
  tags: ["R&D", "<x>", "schön"],
  slug: "odd",
  body: `# H

[here](/about) [mail](mailto:a@b.test) [part](#h) ![x](/media/none.png "t") <a href="?q=1&amp;b=2">q</a>

| a | b |
| - | - |
| 1 | 2 |

\`\`\`ts
const a = "<>";
\`\`\`

A note.[^1]

[^1]: It.`,
};

describe.each(kinds)("%s", (path, problemsOf, ids) => {
  test("is valid when nothing is published, when something is, and with every odd sign", async () => {
    expect(problemsOf(await text(path))).toEqual([]);
    await publish({ title: "Plain", body: "Words.", tags: ["Type"] });
    await publish({ title: "Empty" });
    await publish(hostile);
    const owner = { title: "A & B <c>", description: "", language: "zh-hant" };
    await as("ada").site.update({ version: 1, ...owner });
    pages.clear();
    const feed = await text(path);
    expect(problemsOf(feed)).toEqual([]);
    expect([...feed.matchAll(ids)]).toHaveLength(3);
    expect(feed).toContain("zh-Hant");
  });

  test("knows a post by the same id when its address and its words change", async () => {
    const { id } = await publish({ title: "On Quoins", slug: "on-quoins", body: "A wedge." });
    const before = idsIn(await text(path), ids);
    expect(before).toEqual([`urn:uuid:${id}`]);
    const changes = { slug: "on-wedges", title: "On Wedges", body: "Two." };
    const saved = await as("mara").draft.save({ id, version: 1, ...changes });
    await as("mara").post.publish({ id, version: saved.version });
    pages.clear();
    const after = await text(path);
    expect(after).toContain(`${origin}/on-wedges`);
    expect(idsIn(after, ids)).toEqual(before);
    await as("mara").post.unpublish({ id });
    await as("mara").post.publish({ id, version: saved.version });
    pages.clear();
    expect(idsIn(await text(path), ids)).toEqual(before);
  });

  test("tells where a text is that is too long for a feed, and stays short", async () => {
    const body = `Wedges & <b>quoins</b>.\n\n${"A paragraph of some length.\n\n".repeat(4000)}`;
    await publish({ title: "Long", slug: "long", excerpt: "Of <wedges>.", body });
    await publish({ title: "Short", body: "Short words." });
    const feed = await text(path);
    expect(problemsOf(feed)).toEqual([]);
    expect(feed.length).toBeLessThan(5000);
    for (const said of ["Short words.", "Read the whole text", `${origin}/long`]) {
      expect(feed).toContain(said);
    }
  });

  test("the rules see what is wrong", async () => {
    await publish({ title: "One", body: "[a](/b)" });
    await publish({ title: "Two" });
    const feed = await text(path);
    const [one, two] = [...feed.matchAll(ids)].map((match) => match[1] ?? "");
    const broken = [
      feed.replaceAll(/2026-(\d\d)-/g, "2026-13-$1").replaceAll("+0000", "UT"),
      feed.replaceAll(one ?? "", two ?? ""),
      feed.replaceAll(`${origin}/b`, "/b"),
      feed.replaceAll(/rel="self"|feed_url/g, 'rel="via"'),
      feed.replaceAll(/<(\/?)title>|"title":"Quoin",/g, "<$1subject>"),
    ];
    for (const [index, changed] of broken.entries()) {
      expect(changed, String(index)).not.toBe(feed);
      const isBroken = () => problemsOf(changed).length > 0;
      // JSON that is none is as broken as can be.
      expect(wasRefused(isBroken), `rule ${index}`).toBe(true);
    }
  });
});

function wasRefused(isBroken: () => boolean): boolean {
  try {
    return isBroken();
  } catch {
    return true;
  }
}
