import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { auditEvents } from "../audit/audit.table.ts";
import { invitations } from "../invitations/invitation.table.ts";
import { blobs, media } from "../media/media.table.ts";
import { newId } from "../new-id.ts";
import { identities, people as rows } from "../people/person.table.ts";
import { posts } from "../posts/tables/post.table.ts";
import { beginSession, viewerOf } from "../sessions/session.ts";
import { arrivals, closed } from "../testing/arrive.ts";
import { openWorld, refusal } from "../testing/world.ts";

const { as, visitor, services, people } = await openWorld();
const { db } = services;
const { ada, mara, teo, rui } = people;
const unknown = "01890000-0000-7000-8000-000000000000";

async function publish(slug: string) {
  const draft = await as("mara").draft.create({ title: slug, body: "Words.", slug });
  await as("mara").post.publish(draft);
  return draft;
}

async function addFile(name: string) {
  const [blobId, at] = [newId<"Blob">(), services.now()];
  const keys = { originalKey: `originals/${blobId}`, key: `media/${blobId}`, sourceSha256: blobId };
  const facts = { id: blobId, bytes: 1, type: "text/plain", createdAt: at, ...keys };
  await db.insert(blobs).values(facts);
  const row = { id: newId<"Media">(), ownerId: mara.id, blobId, name, createdAt: at };
  await db.insert(media).values(row);
}

test("whoever goes gives their posts to somebody, who can go on with them", async () => {
  const draft = await publish("wedges");
  await as("mara").draft.create({ title: "Half a thought" });
  await addFile("notes.txt");
  await as("mara").person.deleteMe({ posts: "give", to: teo.id });
  expect(await visitor.post.bySlug({ slug: "wedges" })).toMatchObject({
    author: { handle: "teo" },
  });
  expect((await as("teo").draft.list({})).items).toHaveLength(2);
  await as("teo").draft.save({ ...draft, title: "Wedges, again" });
  expect(await db.$count(media, eq(media.ownerId, teo.id))).toBe(1);
  expect(await db.$count(rows)).toBe(4);
});

test("or they go to the trash, in the owner's keeping", async () => {
  const { id } = await publish("wedges");
  await as("mara").person.deleteMe({ posts: "trash" });
  await expect(visitor.post.bySlug({ slug: "wedges" })).rejects.toEqual(refusal("post_not_found"));
  const [post] = await db.select().from(posts).where(eq(posts.id, id));
  expect(post).toMatchObject({ authorId: ada.id, trashedAt: services.now() });
  await as("ada").post.recover({ id });
  expect(await visitor.post.bySlug({ slug: "wedges" })).toMatchObject({ title: "wedges" });
});

test("S-08: whoever has gone is nobody at the next request, and may come anew as a stranger", async () => {
  const arrive = arrivals(services);
  const asMara = { subject: "g-mara", email: "mara@quoin.test" };
  await arrive(asMara);
  const { token } = await beginSession(
    services,
    { id: mara.id, authVersion: 1 },
    { meta: { browser: "Firefox", system: "Linux", address: "unknown" }, oldSid: null },
  );
  await as("mara").person.deleteMe({ posts: "trash" });
  expect(await viewerOf(services, token)).toBeNull();
  expect(await db.$count(identities)).toBe(0);
  await expect(arrive(asMara)).rejects.toEqual(refusal("no_account"));
  const rules = { ...closed, mode: "open" as const };
  const made = await arrive(asMara, { intent: "signup", rules });
  expect(made).not.toMatchObject({ id: mara.id });
});

test("nothing keeps the name or address of whoever has gone", async () => {
  await arrivals(services)({ subject: "g-mara", email: "mara@quoin.test" });
  await publish("wedges");
  await as("mara").person.deleteMe({ posts: "give", to: teo.id });
  const tables = [rows, identities, invitations, auditEvents, posts];
  const kept = await Promise.all(tables.map((table) => db.select().from(table)));
  expect(JSON.stringify(kept)).not.toMatch(/mara/i);
});

test("posts go to nobody who cannot keep them, and then nothing happens", async () => {
  await as("ada").person.disable({ id: teo.id });
  for (const to of [rui.id, teo.id, mara.id, unknown]) {
    await expect(as("mara").person.deleteMe({ posts: "give", to })).rejects.toEqual(
      refusal("heir_unfit"),
    );
  }
  expect(await db.$count(rows)).toBe(5);
});

test("the owner cannot go before the site has another", async () => {
  await expect(as("ada").person.deleteMe({ posts: "give", to: teo.id })).rejects.toEqual(
    refusal("owner_stays"),
  );
  await expect(as("ada").person.deleteMe({ posts: "trash" })).rejects.toEqual(
    refusal("owner_stays"),
  );
});

test("going while being made the owner leaves the site with one", async () => {
  await Promise.allSettled([
    as("ada").person.transferOwnership({ id: mara.id }),
    as("mara").person.deleteMe({ posts: "trash" }),
  ]);
  expect(await db.$count(rows, eq(rows.role, "owner"))).toBe(1);
});

test("S-42: going and exporting are one event each, in everybody's own name", async () => {
  await as("mara").person.exportMe({});
  await as("mara").person.deleteMe({ posts: "trash" });
  const events = await db.select().from(auditEvents);
  expect(events).toMatchObject([
    { action: "data_exported", actorId: mara.id, requestId: "request" },
    { action: "account_deleted", actorId: mara.id, details: { posts: "to the trash" } },
  ]);
});

test("an export holds everything of mine once, page by page, and nothing of others", async () => {
  await arrivals(services)({ subject: "g-mara", email: "mara@quoin.test" });
  for (const slug of ["a", "b", "c"]) {
    await publish(slug);
    await addFile(`${slug}.txt`);
  }
  // Earlier words are of mine whoever kept them; of others' posts none are.
  const mine = await as("mara").draft.create({ title: "d", body: "Before." });
  await as("ines").revision.name({ ...mine, name: "Before the cut" });
  await as("mara").draft.save({ ...mine, body: "After." });
  const teos = await as("teo").draft.create({ title: "Teo's own" });
  await as("teo").revision.name({ ...teos, name: "Teo's" });
  const seen = {
    title: [] as string[],
    earlier: [] as string[],
    name: [] as string[],
    action: [] as string[],
  };
  let cursor: string | undefined;
  do {
    const page = await as("mara").person.exportMe({ limit: 2, ...(cursor ? { cursor } : {}) });
    expect(page).toMatchObject({
      person: { handle: "mara", email: "mara@quoin.test", joinedAt: services.now() },
      identities: [{ provider: "google", subject: "g-mara" }],
    });
    seen.title.push(...page.posts.map(({ draft }) => draft.title));
    seen.earlier.push(...page.revisions.map(({ name, text }) => `${name} ${text.body}`));
    seen.name.push(...page.media.map(({ name }) => name));
    seen.action.push(...page.events.map(({ action }) => action));
    expect(page.devices[0]).toMatchObject({ browser: "Firefox", system: "Linux" });
    expect(JSON.stringify(page)).not.toMatch(/hash|secret|token/i);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual({
    title: ["a", "b", "c", "d"],
    earlier: ["null Words.", "null Words.", "null Words.", "Before the cut Before."],
    name: ["a.txt", "b.txt", "c.txt"],
    action: ["identity_bound", "sign_in", "data_exported"],
  });
  expect(await db.$count(auditEvents, eq(auditEvents.action, "data_exported"))).toBe(1);
});

test("an export of very long texts comes a few at a time, and holds each once", async () => {
  const words = Array.from({ length: 7 }, (_, n) => `No. ${n}`);
  for (const title of words) {
    const { id } = await as("mara").draft.create({ title, body: "words ".repeat(160_000) });
    await as("mara").revision.name({ id, version: 1, name: title });
  }
  const [titles, names]: [string[], (string | null)[]] = [[], []];
  let cursor: string | undefined;
  do {
    const page = await as("mara").person.exportMe({ limit: 100, ...(cursor ? { cursor } : {}) });
    expect(page.posts.length + page.revisions.length).toBeLessThanOrEqual(3);
    titles.push(...page.posts.map(({ draft }) => draft.title));
    names.push(...page.revisions.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect([titles, names]).toEqual([words, words]);
});

test("S-33: what I export and delete is mine, whatever id I send along", async () => {
  const smuggled = { id: teo.id, personId: teo.id, limit: 5 };
  expect(await as("mara").person.exportMe(smuggled)).toMatchObject({ person: { handle: "mara" } });
  await as("rui").person.deleteMe({ posts: "trash", id: teo.id } as { posts: "trash" });
  expect(await db.$count(rows, eq(rows.handle, "teo"))).toBe(1);
  await expect(as("mara").person.exportMe({ cursor: "'" })).rejects.toEqual(
    refusal("input_invalid"),
  );
});
