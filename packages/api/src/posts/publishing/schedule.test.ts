import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { jobsOf } from "../../jobs.ts";
import { people as peopleTable } from "../../people/person.table.ts";
import { settings } from "../../site/site.table.ts";
import { newSite } from "../../site/site.ts";
import { openWorld, refusal } from "../../testing/world.ts";
import { listAddresses } from "../reading/address-list.ts";
import { findPost, readMarkdown } from "../reading/post.ts";
import { nearestPosts } from "../search/nearest.ts";
import { revisions } from "../tables/revision.table.ts";
import { publishOverdue, publishScheduled } from "./publish-scheduled.ts";
import { publishPost } from "./publish.ts";

const { as, anew, clock, people, services, visitor } = await openWorld();

const hour = 3_600_000;
const day = 24 * hour;
const mara = () => as("mara");
const find = (slug: string) => findPost(services, slug);
/** So long after the moment a world begins with. */
const after = (ms: number) => new Date(Date.parse("2026-05-12T09:00:00.000Z") + ms).toISOString();

const words = { title: "On Quoins", body: "A quoin is a wedge.", slug: "on-quoins" };

/** A draft that goes live in a day. */
async function scheduled(text: Partial<typeof words> & { title: string } = words, at = after(day)) {
  const draft = await mara().draft.create(text);
  expect(await mara().post.publish({ ...draft, at })).toMatchObject({ outcome: "scheduled", at });
  return draft;
}

/** A post that is live under its words. */
async function published(text: typeof words = words) {
  const draft = await mara().draft.create(text);
  await mara().post.publish(draft);
  return draft;
}

test("a scheduled post goes live at its moment, and no reader hears of it before", async () => {
  const { id } = await scheduled();
  expect(await mara().draft.read({ id })).toMatchObject({
    state: "draft",
    slug: null,
    publishedAt: null,
    schedule: { at: after(day), slug: "on-quoins", isCurrent: true },
  });
  clock.advance(day - 1);
  await publishScheduled(services, { postId: id });
  await publishOverdue(services);
  expect(await find("on-quoins")).toEqual({ outcome: "missing" });
  expect(await readMarkdown(services, "on-quoins")).toBeNull();
  expect((await visitor.post.list({})).items).toEqual([]);
  expect((await visitor.post.search({ query: "wedge" })).items).toEqual([]);
  expect(await listAddresses(services, { limit: 10 })).toEqual([]);
  expect(await nearestPosts(services, { address: "on-quoin", limit: 5 })).toEqual([]);

  clock.advance(1);
  await publishScheduled(services, { postId: id });
  expect(await find("on-quoins")).toMatchObject({
    outcome: "found",
    post: { title: "On Quoins", publishedAt: after(day), updatedAt: after(day) },
  });
  expect((await visitor.post.search({ query: "wedge" })).items).toHaveLength(1);
  expect(await mara().draft.read({ id })).toMatchObject({
    state: "live",
    schedule: null,
    slug: "on-quoins",
  });
  const other = await as("teo").draft.create(words);
  await expect(as("teo").post.publish(other)).rejects.toEqual(refusal("slug_taken"));
});

test("a moment may be written with any offset, and is kept in UTC", async () => {
  const ways = {
    "2026-12-25T10:00:00+09:00": "2026-12-25T01:00:00.000Z",
    "20261225T1000-0530": "2026-12-25T15:30:00.000Z",
    "2026-12-25T10:00:00,25Z": "2026-12-25T10:00:00.250Z",
  };
  const { id, version } = await mara().draft.create(words);
  for (const [at, moment] of Object.entries(ways)) {
    expect(await mara().post.publish({ id, version, at })).toMatchObject({ at: moment });
    expect((await mara().draft.read({ id })).schedule?.at).toBe(moment);
  }
  for (const at of ["2026-02-30T10:00:00Z", "2026-12-25T10:00:00", "0000-12-25T10:00:00Z"]) {
    await expect(mara().post.publish({ id, version, at })).rejects.toEqual(
      refusal("input_invalid"),
    );
  }
});

test("exactly the words that were scheduled go live, and what was typed since stays private", async () => {
  const { id } = await scheduled({ ...words, body: "Finished." });
  await mara().draft.save({ id, version: 1, body: "Half a", title: "Other", slug: "other" });
  expect((await mara().draft.read({ id })).schedule).toMatchObject({ isCurrent: false });
  clock.advance(day);
  await publishOverdue(services);
  expect(await readMarkdown(services, "on-quoins")).toBe("Finished.");
  expect(await find("other")).toEqual({ outcome: "missing" });
  const draft = await mara().draft.read({ id });
  expect(draft).toMatchObject({ state: "changed", text: { body: "Half a", slug: "other" } });
});

test("a draft that says the same again is what was scheduled", async () => {
  const { id } = await scheduled();
  const isCurrent = async () => (await mara().draft.read({ id })).schedule?.isCurrent;
  await mara().draft.save({ id, version: 1, slug: "elsewhere" });
  expect(await isCurrent()).toBe(false);
  await mara().draft.save({ id, version: 2, slug: null });
  expect(await isCurrent()).toBe(true);
  await mara().draft.save({ id, version: 3, tags: ["New"] });
  expect(await isCurrent()).toBe(false);
  const [listed] = (await mara().draft.list({ state: "scheduled" })).items;
  expect(listed?.schedule).toEqual((await mara().draft.read({ id })).schedule);
});

test("scheduling again takes the place of what was scheduled before", async () => {
  const { id } = await scheduled();
  await mara().draft.save({ id, version: 1, body: "Better.", slug: "on-wedges" });
  const again = { id, version: 2, at: after(2 * day) };
  expect(await mara().post.publish(again)).toMatchObject({ slug: "on-wedges", at: after(2 * day) });
  clock.advance(day);
  await publishScheduled(services, { postId: id }); // the first one's job
  expect(await find("on-wedges")).toEqual({ outcome: "missing" });
  await published(); // the address it held is free
  clock.advance(day);
  await publishOverdue(services);
  expect(await readMarkdown(services, "on-wedges")).toBe("Better.");
});

test("a schedule holds its address: nobody else gets it, at once and not at night", async () => {
  await scheduled();
  const other = await as("teo").draft.create(words);
  await expect(as("teo").post.publish(other)).rejects.toEqual(refusal("slug_taken"));
  const late = { ...other, at: after(hour) };
  await expect(as("teo").post.publish(late)).rejects.toEqual(refusal("slug_taken"));
  const titled = await as("teo").draft.create({ title: words.title });
  expect(await as("teo").post.publish(titled)).toMatchObject({ slug: "on-quoins-2" });
  const reserved = await mara().draft.create({ title: "Desk", slug: "desk" });
  const wanted = mara().post.publish({ ...reserved, at: after(hour) });
  await expect(wanted).rejects.toEqual(refusal("slug_reserved"));
});

test("of many who schedule one address at once exactly one holds it", async () => {
  const drafts = [];
  for (let n = 0; n < 5; n += 1) drafts.push(await mara().draft.create(words));
  const asked = drafts.map((draft) => mara().post.publish({ ...draft, at: after(day) }));
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a schedule taken back leaves the draft, and lets the address go", async () => {
  const { id } = await scheduled();
  expect(await mara().post.unschedule({ id })).toEqual({ id, state: "draft" });
  expect(await mara().post.unschedule({ id })).toEqual({ id, state: "draft" });
  clock.advance(day);
  await publishOverdue(services);
  expect(await find("on-quoins")).toEqual({ outcome: "missing" });
  await published(); // somebody else takes it
  expect((await mara().draft.read({ id })).text).toMatchObject(words);
});

test("a schedule asks for the job that keeps it, not before its moment", async () => {
  const asked: Parameters<typeof services.jobs.enqueue>[] = [];
  const jobs = { enqueue: async (...job: (typeof asked)[number]) => void asked.push(job) };
  const draft = await mara().draft.create(words);
  await publishPost({ ...services, jobs }, people.mara, { ...draft, at: after(day) });
  expect(asked).toMatchObject([
    [{}, "post.publish-scheduled", { postId: draft.id }, { notBefore: after(day) }],
  ]);
  clock.advance(day);
  const job = jobsOf(services).find(({ name }) => name === asked[0]?.[1]);
  await job?.run(asked[0]?.[2]);
  expect(await find("on-quoins")).toMatchObject({ outcome: "found" });
});

test("a live post's changes can be scheduled; till then readers have what they had", async () => {
  const { id } = await published();
  clock.advance(hour);
  await mara().draft.save({ id, version: 1, body: "Two.", slug: "on-wedges" });
  await mara().post.publish({ id, version: 2, at: after(day) });
  expect(await mara().draft.read({ id })).toMatchObject({
    state: "changed",
    slug: "on-quoins",
    schedule: { slug: "on-wedges", isCurrent: true },
  });
  expect(await readMarkdown(services, "on-quoins")).toBe(words.body);
  expect(await find("on-wedges")).toEqual({ outcome: "missing" }); // not "moved": it leads nowhere yet
  clock.advance(day);
  await publishOverdue(services);
  expect(await find("on-quoins")).toEqual({ outcome: "moved", slug: "on-wedges" });
  expect(await find("on-wedges")).toMatchObject({
    post: { publishedAt: after(0), updatedAt: after(day) },
  });
});

test("the navigation gives away no address that is only held", async () => {
  const navigation = [{ label: "Wedges", href: "/on-wedges" }];
  await services.db.insert(settings).values({ ...newSite, navigation, createdAt: clock.now() });
  const { id } = await published();
  await mara().draft.save({ id, version: 1, slug: "on-wedges" });
  await mara().post.publish({ id, version: 2, at: after(day) });
  expect((await visitor.site.read()).navigation).toEqual(navigation); // not where it is now
});

test("an address that a post had before stays its own when a schedule for it is taken back", async () => {
  const { id } = await published();
  await mara().draft.save({ id, version: 1, slug: "on-wedges" });
  await mara().post.publish({ id, version: 2 });
  await mara().draft.save({ id, version: 2, slug: "on-quoins" });
  await mara().post.publish({ id, version: 3, at: after(day) });
  expect(await find("on-quoins")).toEqual({ outcome: "moved", slug: "on-wedges" });
  await mara().post.unschedule({ id });
  expect(await find("on-quoins")).toEqual({ outcome: "moved", slug: "on-wedges" });
});

test("publishing now settles what was scheduled", async () => {
  const { id } = await scheduled();
  await mara().draft.save({ id, version: 1, body: "Now.", slug: "now" });
  await mara().post.publish({ id, version: 2 });
  expect((await mara().draft.read({ id })).schedule).toBeNull();
  clock.advance(day);
  await publishOverdue(services);
  await publishScheduled(services, { postId: id });
  expect(await readMarkdown(services, "now")).toBe("Now.");
  expect(await find("on-quoins")).toEqual({ outcome: "missing" }); // let go
  await published(); // and somebody else's
});

test("going back to the live words and publishing makes no new revision", async () => {
  const { id } = await published();
  clock.advance(hour);
  await mara().draft.save({ id, version: 1, body: "Two." });
  await mara().post.publish({ id, version: 2, at: after(day) });
  await mara().draft.save({ id, version: 2, body: words.body });
  expect(await mara().post.publish({ id, version: 3 })).toMatchObject({ revision: 1 });
  expect(await mara().draft.read({ id })).toMatchObject({ state: "live", schedule: null });
  expect(await find("on-quoins")).toMatchObject({ post: { updatedAt: after(0) } });
});

test("trash and unpublish take a schedule back, so that nothing returns by itself", async () => {
  const fresh = await scheduled();
  await mara().post.trash(fresh);
  expect(await find("on-quoins")).toEqual({ outcome: "missing" }); // not "gone": it never was there
  const { id } = await published(); // the address is free
  expect(await mara().post.recover(fresh)).toMatchObject({ state: "draft" });
  expect((await mara().draft.read(fresh)).schedule).toBeNull();

  await mara().draft.save({ id, version: 1, body: "Two.", slug: "on-wedges" });
  await mara().post.publish({ id, version: 2, at: after(day) });
  await mara().post.unpublish({ id });
  await published({ ...words, slug: "on-wedges" });
  clock.advance(day);
  await publishOverdue(services);
  expect(await find("on-quoins")).toEqual({ outcome: "missing" });
  expect((await mara().draft.read({ id })).schedule).toBeNull();
});

test("taking a post out of sight ends its schedule, also where readers never saw it", async () => {
  const { id } = await scheduled();
  await mara().post.unpublish({ id });
  expect((await mara().draft.read({ id })).schedule).toBeNull();
  clock.advance(day);
  await publishOverdue(services);
  expect(await find("on-quoins")).toEqual({ outcome: "missing" });
  await published(); // the address is free
});

test("a process that was down publishes what is overdue, in its order and at its moments", async () => {
  await scheduled({ title: "Second" }, after(2 * hour));
  await scheduled({ title: "First" }, after(1 * hour));
  await scheduled({ title: "Not yet" }, after(3 * day));
  clock.advance(2 * day);
  await publishOverdue(services);
  const { items } = await visitor.post.list({});
  expect(items.map(({ title, publishedAt }) => [title, publishedAt])).toEqual([
    ["Second", after(2 * hour)],
    ["First", after(1 * hour)],
  ]);
});

test("processes that come to it at once publish it once", async () => {
  const { id } = await scheduled();
  clock.advance(day);
  const runs = Array.from({ length: 5 }, () => publishScheduled(services, { postId: id }));
  await Promise.all([...runs, publishOverdue(services), publishOverdue(services)]);
  const made = await services.db.select().from(revisions).where(eq(revisions.postId, id));
  expect(made).toHaveLength(1);
  expect(made[0]).toMatchObject({ reason: "scheduled", publishedAt: after(day) });
});

test.each([
  ["other words", { body: "Newer." }],
  ["the same words", { body: words.body }],
])(
  "scheduling %s anew while a job is at work keeps the job from the old ones",
  async (_, change) => {
    const { id } = await scheduled();
    clock.advance(day);
    const db = Object.assign(Object.create(services.db), {
      // Between rendering and locking.
      async transaction(...work: Parameters<typeof services.db.transaction>) {
        await mara().draft.save({ id, version: 1, ...change });
        await mara().post.publish({ id, version: 2, at: after(day + hour) });
        if (change.body !== words.body) clock.advance(2 * hour); // even if those are due by now
        return services.db.transaction(...work);
      },
    });
    await publishScheduled({ ...services, db }, { postId: id });
    expect(await find("on-quoins")).toEqual({ outcome: "missing" });
    clock.advance(hour);
    await publishOverdue(services);
    expect(await readMarkdown(services, "on-quoins")).toBe(change.body);
  },
);

test("a writer who publishes at the very moment gets their newer words, never the older", async () => {
  const { id } = await scheduled();
  await mara().draft.save({ id, version: 1, body: "Newer." });
  clock.advance(day);
  await Promise.all([
    publishScheduled(services, { postId: id }),
    mara().post.publish({ id, version: 2 }),
    publishOverdue(services),
  ]);
  expect(await readMarkdown(services, "on-quoins")).toBe("Newer.");
  expect((await mara().draft.read({ id })).state).toBe("live");
});

test.each([
  ["switched off", { status: "disabled" }],
  ["made a reader", { role: "reader" }],
] as const)("what somebody scheduled who was since %s does not go live", async (_, change) => {
  const draft = await scheduled();
  const theirs = await as("ines").draft.create({ title: "By the editor" });
  await as("ines").post.publish({ ...theirs, at: after(day) });
  await services.db.update(peopleTable).set(change).where(eq(peopleTable.id, people.mara.id));
  clock.advance(day);
  await publishOverdue(services);
  expect(await find("on-quoins")).toEqual({ outcome: "missing" });
  expect(await find("by-the-editor")).toMatchObject({ outcome: "found" });
  const missed = { state: "draft", schedule: null, missedAt: after(day) } as const;
  expect(await as("ada").draft.read(draft)).toMatchObject(missed);
  const { items } = await as("ada").draft.list({ whose: "all", state: "draft" });
  expect(items).toMatchObject([missed]);

  // Nothing happens when they may again, and whoever may can publish it anew.
  await services.db
    .update(peopleTable)
    .set({ status: "active", role: "writer" })
    .where(eq(peopleTable.id, people.mara.id));
  await publishOverdue(services);
  expect(await find("on-quoins")).toEqual({ outcome: "missing" });
  await as("ada").post.publish(draft);
  expect(await as("ada").draft.read(draft)).toMatchObject({ state: "live", missedAt: null });
});

test("what an editor scheduled of a writer's goes live when the writer is gone for good", async () => {
  const draft = await mara().draft.create(words);
  await as("ines").post.publish({ ...draft, at: after(day) });
  await services.db
    .update(peopleTable)
    .set({ status: "disabled" })
    .where(eq(peopleTable.id, people.mara.id));
  clock.advance(day);
  await publishOverdue(services);
  expect(await find("on-quoins")).toMatchObject({ outcome: "found" });
});

test("schedules go with the posts of whoever leaves: to their heir, or with the trash", async () => {
  await scheduled();
  await mara().person.deleteMe({ posts: "give", to: people.teo.id });
  clock.advance(day);
  await publishOverdue(services);
  expect(await find("on-quoins")).toMatchObject({ post: { author: { handle: "teo" } } });

  const later = await anew(people.teo.id).draft.create({ title: "Later", slug: "later" });
  await anew(people.teo.id).post.publish({ ...later, at: after(3 * day) });
  await anew(people.teo.id).person.deleteMe({ posts: "trash" });
  await as("ada").post.recover(later);
  expect((await as("ada").draft.read(later)).schedule).toBeNull();
  clock.advance(3 * day);
  await publishOverdue(services);
  expect(await find("later")).toEqual({ outcome: "missing" });
});

test("a moment that has passed is refused, this minute is now, and five years are the most", async () => {
  const draft = await mara().draft.create(words);
  const at = (ms: number) => mara().post.publish({ ...draft, at: after(ms) });
  await expect(at(-60_001)).rejects.toEqual(refusal("moment_past"));
  await expect(at(5 * 365 * day + 1)).rejects.toEqual(refusal("moment_too_far"));
  await expect(mara().post.publish({ ...draft, at: "2027-02-30T00:00:00.000Z" })).rejects.toEqual(
    refusal("input_invalid"),
  );
  expect(await at(5 * 365 * day)).toMatchObject({ outcome: "scheduled" });
  expect(await at(-60_000)).toMatchObject({ outcome: "published" });
});

test("a moment is kept to the millisecond, however it was written", async () => {
  const draft = await mara().draft.create(words);
  const sent = { ...draft, at: "2026-05-13T09:00:00.1239Z" };
  expect(await mara().post.publish(sent)).toMatchObject({ at: "2026-05-13T09:00:00.123Z" });
});

test("scheduling asks what publishing asks: a title, the version on screen, the right to", async () => {
  const untitled = await mara().draft.create({ body: "No title." });
  const at = after(day);
  const missing = mara().post.publish({ ...untitled, at });
  await expect(missing).rejects.toEqual(refusal("title_missing"));
  const draft = await mara().draft.create(words);
  await mara().draft.save({ ...draft, body: "Newer." });
  expect(await mara().post.publish({ ...draft, at })).toMatchObject({
    outcome: "conflict",
    version: 2,
    theirs: { body: "Newer." },
  });
  expect((await mara().draft.read(draft)).schedule).toBeNull();
  for (const who of ["teo", "rui"] as const) {
    const stranger = as(who).post;
    await expect(stranger.publish({ ...draft, at })).rejects.toEqual(refusal("post_not_found"));
    await expect(stranger.unschedule(draft)).rejects.toEqual(refusal("post_not_found"));
  }
  await expect(visitor.post.unschedule(draft)).rejects.toEqual(refusal("not_signed_in"));
});
