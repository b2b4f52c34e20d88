import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { people as peopleTable } from "../../people/person.table.ts";
import { openWorld, refusal } from "../../testing/world.ts";
import { readSharedDraft } from "./draft-link.ts";

const { as, anew, clock, people, services, visitor } = await openWorld();
const day = 24 * 60 * 60 * 1000;

const words = { title: "On Quoins", body: "## One\n\nA *wedge*.", tags: ["Type", "Ink"] };
const tokenOf = (url: string) => url.slice(`${services.site.url}/preview/`.length);
const read = (url: string) => readSharedDraft(services, tokenOf(url));

test("whoever has its address reads a draft as it is now, as it would be published", async () => {
  const draft = await as("mara").draft.create(words);
  const { url, expiresAt } = await as("mara").draft.share(draft);
  expect(tokenOf(url)).toMatch(/^[\w-]{43}$/);
  expect(expiresAt).toBe("2026-05-19T09:00:00.000Z");
  expect(await read(url)).toMatchObject({
    expiresAt,
    post: {
      title: "On Quoins",
      excerpt: expect.stringContaining("A wedge."),
      standfirst: "",
      html: expect.stringContaining("<em>wedge</em>"),
      headings: [{ text: "One" }],
      tags: [
        { slug: "ink", name: "Ink" },
        { slug: "type", name: "Type" },
      ],
      author: { handle: "mara", name: "Mara", picture: null },
      publishedAt: clock.now(),
    },
  });
  await as("mara").draft.save({ ...draft, title: "On Wedges" });
  expect(await read(url)).toMatchObject({ post: { title: "On Wedges" } });
  await as("mara").post.publish({ id: draft.id, version: 2 });
  await as("mara").draft.save({ id: draft.id, version: 2, title: "Changed" });
  expect(await read(url)).toMatchObject({ post: { title: "Changed" } });
  expect(await visitor.post.list({})).toMatchObject({ items: [{ title: "On Wedges" }] });
});

test("an address lasts seven days, or until another is made or it is ended", async () => {
  const draft = await as("mara").draft.create(words);
  const first = await as("mara").draft.share(draft);
  clock.advance(1);
  const second = await as("mara").draft.share(draft);
  expect(await read(first.url)).toBeNull();
  expect(await as("mara").draft.read(draft)).toMatchObject({ sharedUntil: second.expiresAt });
  clock.advance(7 * day - 1);
  expect(await read(second.url)).not.toBeNull();
  clock.advance(1);
  expect(await read(second.url)).toBeNull();
  expect(await as("mara").draft.read(draft)).toMatchObject({ sharedUntil: null });

  const third = await as("ines").draft.share(draft);
  expect(await as("mara").draft.unshare(draft)).toEqual({ outcome: "done" });
  await as("mara").draft.unshare(draft);
  expect(await read(third.url)).toBeNull();
});

test("an address does not lead into the trash", async () => {
  const draft = await as("mara").draft.create(words);
  const { url } = await as("mara").draft.share(draft);
  await as("mara").post.trash({ id: draft.id });
  expect(await read(url)).toBeNull();
  await expect(as("mara").draft.share(draft)).rejects.toEqual(refusal("post_not_found"));
});

test("an address ends with the rights of whoever made it", async () => {
  const draft = await as("mara").draft.create(words);
  const { url } = await as("ines").draft.share(draft);
  const set = (values: Partial<typeof peopleTable.$inferInsert>) =>
    services.db.update(peopleTable).set(values).where(eq(peopleTable.id, people.ines.id));
  for (const values of [{ status: "disabled" }, { role: "writer" }] as const) {
    expect(await read(url)).not.toBeNull();
    await set(values);
    expect(await read(url), JSON.stringify(values)).toBeNull();
    await set({ status: "active", role: "editor" });
  }
  await anew(people.ines.id).person.deleteMe({ posts: "trash" });
  expect(await read(url)).toBeNull();
});

test("only its writer or an editor may share a draft, or end that", async () => {
  const draft = await as("mara").draft.create(words);
  const { url } = await as("ines").draft.share(draft);
  for (const name of ["teo", "rui"] as const) {
    await expect(as(name).draft.share(draft)).rejects.toEqual(refusal("post_not_found"));
    await expect(as(name).draft.unshare(draft)).rejects.toEqual(refusal("post_not_found"));
  }
  expect(await read(url)).not.toBeNull();
});

test("the database does not hold what opens a draft", async () => {
  const draft = await as("mara").draft.create(words);
  const { url } = await as("mara").draft.share(draft);
  const { rows } = await services.db.execute(sql`SELECT * FROM draft_links`);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(tokenOf(url));
  for (const token of ["", "x", "' OR true --", "\0"]) {
    expect(await readSharedDraft(services, token)).toBeNull();
  }
});
