import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";

import { blobs, media, mediaVariants } from "../../media/media.table.ts";
import { newId } from "../../new-id.ts";
import { publicChannel } from "../../public-changed.ts";
import { openWorld, refusal } from "../../testing/world.ts";
import { findPost } from "../reading/post.ts";
import { revisions } from "../tables/revision.table.ts";
import { rerenderOutdated, rerenderPost } from "./rerender.ts";
import { purgeTrash } from "./trash.ts";

const { as, clock, database, people, services, visitor } = await openWorld();
const read = () => visitor.post.bySlug({ slug: "one" });
const day = 24 * 60 * 60 * 1000;

const mark = "quoin_test_mark";
let [heard, marks] = [0, 0];
await database.listen(publicChannel, () => (heard += 1));
await database.listen(mark, () => (marks += 1));

/** Notices arrive in the order of commits: once the mark is heard, so is all that was before it. */
async function changesHeard(): Promise<number> {
  const before = marks;
  await services.db.execute(sql`SELECT pg_notify(${mark}, '')`);
  await expect.poll(() => marks).toBe(before + 1);
  return heard;
}

beforeEach(async () => {
  await changesHeard();
  heard = 0;
});

test("every process hears of what readers can see, and of nothing else", async () => {
  const mara = as("mara");
  const draft = await mara.draft.create({ title: "One", body: "One." });
  const steps: [string, () => Promise<unknown>, number][] = [
    ["publish", () => mara.post.publish(draft), 1],
    ["publish again", () => mara.post.publish(draft), 0],
    ["save", () => mara.draft.save({ ...draft, body: "Two." }), 0],
    ["publish changes", () => mara.post.publish({ id: draft.id, version: 2 }), 1],
    ["unpublish", () => mara.post.unpublish(draft), 1],
    ["unpublish again", () => mara.post.unpublish(draft), 0],
    ["publish once more", () => mara.post.publish({ id: draft.id, version: 2 }), 1],
    ["trash", () => mara.post.trash(draft), 1],
    ["trash again", () => mara.post.trash(draft), 0],
    ["recover", () => mara.post.recover(draft), 1],
  ];
  for (const [name, step, expected] of steps) {
    heard = 0;
    await step();
    expect([name, await changesHeard()]).toEqual([name, expected]);
  }
});

test("the trash is emptied after 30 days, addresses and all", async () => {
  const draft = await as("mara").draft.create({ title: "Old", body: "Old.", slug: "old" });
  await as("mara").post.publish(draft);
  await as("mara").post.trash(draft);
  clock.advance(29 * day);
  await purgeTrash(services);
  expect(await findPost(services, "old")).toEqual({ outcome: "gone" });
  clock.advance(1 * day + 1);
  await purgeTrash(services);
  await purgeTrash(services);
  expect(await findPost(services, "old")).toEqual({ outcome: "missing" });
  await expect(as("mara").draft.read(draft)).rejects.toEqual(refusal("post_not_found"));
  const heir = await as("mara").draft.create({ title: "New", body: "New.", slug: "old" });
  expect(await as("mara").post.publish(heir)).toMatchObject({ slug: "old", revision: 1 });
});

test("what an earlier renderer made is made anew, and nothing else is touched", async () => {
  const draft = await as("mara").draft.create({ title: "One", body: "*One.*", slug: "one" });
  await as("mara").post.publish(draft);
  const { html } = await read();
  await services.db.update(revisions).set({ html: "kept" });
  await rerenderOutdated(services);
  expect(await read()).toMatchObject({ html: "kept" });
  await services.db.update(revisions).set({ rendererVersion: 0 });
  await rerenderOutdated(services);
  expect(await read()).toMatchObject({ html });
});

test("a post that shows a picture is made anew when the picture has gained copies", async () => {
  const [blobId, mediaId] = [newId<"Blob">(), newId<"Media">()];
  const createdAt = clock.now();
  await services.db.insert(blobs).values({
    id: blobId,
    originalKey: "originals/one",
    key: `media/${blobId}/master.jpg`,
    sourceSha256: "0".repeat(64),
    bytes: 1000,
    type: "image/jpeg",
    width: 1600,
    height: 900,
    createdAt,
  });
  const picture = { id: mediaId, ownerId: people.mara.id, blobId, name: "one.jpg", createdAt };
  await services.db.insert(media).values(picture);
  const body = `![A press](/media/${mediaId})`;
  const draft = await as("mara").draft.create({ title: "One", body, slug: "one", cover: mediaId });
  await as("mara").post.publish(draft);
  expect((await read()).html).not.toContain("640w");

  const copy = { width: 640, height: 360, bytes: 100, key: `media/${blobId}/640.webp` };
  await services.db.insert(mediaVariants).values({ blobId, ...copy });
  await rerenderPost(services, { postId: draft.id });
  expect((await read()).html).toContain("640w");
  expect((await read()).cover).toMatchObject({ variants: [{ width: 640 }] });
  expect(await changesHeard()).toBe(2); // publishing, and making anew
  const [revision] = await services.db
    .select()
    .from(revisions)
    .where(eq(revisions.postId, draft.id));
  expect(revision).toMatchObject({ number: 1, body });
});
