import { setImmediate } from "node:timers/promises";

import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { refusalOf } from "../../procedures.ts";
import { openWorld } from "../../testing/world.ts";
import { listPosts } from "../reading/post-list.ts";
import { revisions } from "../tables/revision.table.ts";
import { publishScheduled } from "./publish-scheduled.ts";
import { rerenderOutdated } from "./rerender.ts";

const { as, clock, services, visitor } = await openWorld();

const costly = {
  footnotes: `[^a]: A note.\n\n${"[^a]".repeat(60_000)}`,
  tables: `|a|b|\n|-|-|\n${"|a|b|\n".repeat(80_000)}`,
  headings: "# a\n".repeat(30_000),
  lists: "- a\n".repeat(150_000),
  emphasis: "*a* ".repeat(220_000),
};
const one = { title: "One", slug: "one" };
const read = (slug: string) => visitor.post.bySlug({ slug });
const hour = 3_600_000;

test.for(Object.entries(costly))(
  "a text with far too many %s is refused, saying so, and stays a draft",
  async ([construct, body]) => {
    const draft = await as("mara").draft.create({ ...one, body });
    const at = new Date(Date.parse(clock.now()) + hour).toISOString();
    for (const asked of [
      () => as("mara").post.publish(draft),
      () => as("mara").post.publish({ ...draft, at }),
      () => as("mara").draft.preview({ body }),
    ]) {
      const { code, details } = refusalOf(await asked().catch((error: unknown) => error));
      expect({ code, details }).toEqual({ code: "text_too_costly", details: { construct } });
    }
    const kept = await as("mara").draft.read(draft);
    expect(kept).toMatchObject({ state: "draft", schedule: null, text: { body } });
  },
);

test("while a text of 1 MB becomes a page, everybody else is answered", async () => {
  const body = `|a|b|c|\n|-|-|-|\n${"| one | two | three |\n".repeat(45_000)}`;
  const draft = await as("mara").draft.create({ ...one, body });
  const began = performance.now();
  const work = { isDone: false };
  const published = as("mara")
    .post.publish(draft)
    .finally(() => (work.isDone = true));
  let [last, longest] = [began, 0];
  while (!work.isDone) {
    await listPosts(services, { limit: 20 });
    await setImmediate(); // an embedded database answers within one turn of the loop
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  expect(await published).toMatchObject({ outcome: "published" });
  expect(longest).toBeLessThan((performance.now() - began) / 2);
});

test("a note referred to over and over leads back to its first mentions alone", async () => {
  const body = `[^a]: A note.\n\n${"word[^a] ".repeat(1000)}`;
  const { html } = await as("mara").draft.preview({ body });
  expect(html.match(/class="footnote-ref"/g)).toHaveLength(1000);
  expect(html.match(/class="footnote-back"/g)).toHaveLength(20);
});

test("a table of contents has a thousand entries at most, and every heading its address", async () => {
  const { html, headings } = await as("mara").draft.preview({ body: "## Part\n".repeat(3000) });
  expect(headings).toHaveLength(1000);
  expect(html).toContain('id="part-2999"');
});

test("a heading as long as a book is named by its beginning", async () => {
  const body = `## ${"word ".repeat(20_000)}`;
  const { html, headings } = await as("mara").draft.preview({ body });
  expect(headings.map(({ text }) => text.length)).toEqual([299]);
  expect(html.length).toBeLessThan(body.length + 2000);
});

/** Makes a public post one that an earlier version of Quoin let through. */
async function letThrough(slug: string, id: string) {
  const { html } = await read(slug);
  const earlier = { body: costly.footnotes, html: "<p>As it was.</p>", rendererVersion: 1 };
  const kept = await services.db.select().from(revisions).where(eq(revisions.html, html));
  expect(kept.map(({ postId }) => postId)).toEqual([id]);
  await services.db.update(revisions).set(earlier).where(eq(revisions.html, html));
}

test("readers keep what an earlier version of Quoin made of such a text, and others get theirs", async () => {
  const first = await as("mara").draft.create({ ...one, body: "One." });
  await as("mara").post.publish(first);
  await letThrough("one", first.id);
  const second = await as("mara").draft.create({ title: "Two", slug: "two", body: "Two." });
  await as("mara").post.publish(second);
  const outdated = { html: "old", rendererVersion: 1 };
  await services.db.update(revisions).set(outdated).where(eq(revisions.postId, second.id));

  await rerenderOutdated(services);
  expect(await read("one")).toMatchObject({ html: "<p>As it was.</p>" });
  expect(await read("two")).toMatchObject({ html: "<p>Two.</p>\n" });
  await services.db.update(revisions).set({ html: "asked again" });
  await rerenderOutdated(services);
  expect(await read("one")).toMatchObject({ html: "asked again" });
});

test("what was scheduled before goes live as it was made then", async () => {
  const draft = await as("mara").draft.create({ ...one, body: "Early wedges." });
  const at = new Date(Date.parse(clock.now()) + hour).toISOString();
  await as("mara").post.publish({ ...draft, at });
  const earlier = { body: `Early wedges.\n\n${costly.footnotes}` };
  await services.db.update(revisions).set(earlier).where(eq(revisions.postId, draft.id));
  clock.advance(hour);
  await publishScheduled(services, { postId: draft.id });
  expect(await read("one")).toMatchObject({ html: "<p>Early wedges.</p>\n" });
  expect((await visitor.post.search({ query: "wedges" })).items).toHaveLength(1);
});
