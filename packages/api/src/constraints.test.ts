import { PostId } from "@quoin/model";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { constraintRefusal } from "./constraints.ts";
import { forgetMedia } from "./media/index.ts";
import { blobs, media, mediaUses, mediaVariants } from "./media/media.table.ts";
import { pngOf } from "./media/uploads/test-files.ts";
import { makeVariants } from "./media/variants.ts";
import { people as rows } from "./people/person.table.ts";
import { refusalOf } from "./procedures.ts";
import { addPicture } from "./testing/add-picture.ts";
import { arrivals } from "./testing/arrive.ts";
import { openWorld, refusal } from "./testing/world.ts";

const { as, anew, services, people } = await openWorld();
const { db } = services;
// PGlite has one connection, on which nobody waits for anybody.
const onPostgres = test.skipIf(process.env.QUOIN_TEST_DATABASE_URL === undefined);

const violation = (state: string, constraint: string) =>
  new Error("Failed query", { cause: { code: state, constraint } });

test("every reference that a deletion can break is said in words", async () => {
  const { rows: keys } = await db.execute<{ name: string }>(sql`
    SELECT conname AS name FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  expect(keys.length).toBeGreaterThan(20);
  for (const { name } of keys) {
    expect(constraintRefusal(violation("23503", name)), name).toMatchObject({
      name: "QuoinError",
      code: expect.stringMatching(/_not_found|^session_expired|^no_account/),
    });
  }
});

test("any other violation is a fault, and says nothing of itself", () => {
  for (const error of [
    violation("23503", "unknown"),
    violation("23505", "posts_author_id_people_id_fk"),
    violation("42P01", "people_handle"),
    new Error("Failed query"),
    null,
  ]) {
    expect(constraintRefusal(error)).toBeUndefined();
  }
  expect(refusalOf(violation("23505", "revisions_number"))).toMatchObject({ code: "internal" });
});

const file = { name: "a.png", type: "image/png", bytes: 10 };
const later = "2026-05-13T09:00:00.000Z";
type Caller = ReturnType<typeof as>;
/** What somebody may be doing at the moment they leave. */
const doing: Record<string, (mine: Caller, draft: { id: string; version: number }) => unknown> = {
  "draft.create": (mine) => mine.draft.create({ title: "One more" }),
  "draft.save": (mine, draft) => mine.draft.save({ ...draft, title: "Mine" }),
  "draft.share": (mine, { id }) => mine.draft.share({ id }),
  "post.publish": (mine, draft) => mine.post.publish(draft),
  "post.publish later": (mine, draft) => mine.post.publish({ ...draft, at: later }),
  "revision.name": (mine, draft) => mine.revision.name({ ...draft, name: "Mine" }),
  "media.begin": (mine) => mine.media.begin(file),
  "person.updateMe": (mine) => mine.person.updateMe({ name: "Mara S." }),
  "person.deleteMe": (mine) => mine.person.deleteMe({ posts: "trash" }),
};
const inSomeWords = expect.toBeOneOf(
  (["session_expired", "post_not_found", "not_allowed", "person_not_found"] as const).map(refusal),
);

async function bringMaraBack() {
  const row = { ...people.mara, email: "", createdAt: services.now() };
  await db.insert(rows).values(row).onConflictDoNothing();
}

test.each(Object.entries(doing))(
  "%s beside person.deleteMe is done before it, or refused in words",
  async (_, act) => {
    for (let round = 0; round < 10; round += 1) {
      await bringMaraBack();
      const [mine, leaving] = [anew(people.mara.id), anew(people.mara.id)];
      const draft = await mine.draft.create({ title: "Before" });
      await leaving.session.mine();
      const [left, acted] = await Promise.allSettled([
        leaving.person.deleteMe({ posts: "give", to: people.ada.id }),
        act(mine, draft),
      ]);
      for (const one of [left, acted]) {
        if (one.status === "rejected") expect(one.reason).toEqual(inSomeWords);
      }
      expect(await db.$count(rows, eq(rows.id, people.mara.id))).toBe(0);
    }
  },
);

test("signing in beside one's own deletion is signing in before it, or as a stranger", async () => {
  const arrive = arrivals(services);
  const mara = { subject: "g-mara", email: "mara@quoin.test" };
  for (let round = 0; round < 10; round += 1) {
    await bringMaraBack();
    await db.update(rows).set({ emailNorm: mara.email }).where(eq(rows.id, people.mara.id));
    const [, came] = await Promise.allSettled([
      anew(people.mara.id).person.deleteMe({ posts: "give", to: people.ada.id }),
      arrive(mara),
    ]);
    if (came.status === "rejected") {
      expect(came.reason).toEqual(
        expect.toBeOneOf([refusal("no_account"), new Error("the new session is dead")]),
      );
    }
  }
});

onPostgres("a picture that is removed while a text is saved is text like any other", async () => {
  const id = await addPicture(services, people.mara);
  const draft = await as("mara").draft.create({ title: "Mine" });
  let saved: Promise<unknown> | undefined;
  await db.transaction(async (removing) => {
    await removing.delete(media).where(eq(media.id, id));
    saved = as("mara").draft.save({ ...draft, body: `![](/media/${id})` });
    await expect.poll(isWaiting).toBe(true);
  });
  expect(await saved).toMatchObject({ outcome: "saved" });
  expect(await db.$count(mediaUses)).toBe(0);
});

onPostgres("a picture that a text begins to show while it is removed stays", async () => {
  const id = await addPicture(services, people.mara);
  const draft = await as("mara").draft.create({ title: "Mine" });
  let forgotten: Promise<unknown> | undefined;
  await db.transaction(async (showing) => {
    await showing.insert(mediaUses).values({ mediaId: id, postId: PostId.parse(draft.id) });
    forgotten = db.transaction((tx) => forgetMedia(tx, { id, at: services.now() }));
    await expect.poll(isWaiting).toBe(true);
  });
  await forgotten;
  expect(await db.$count(media)).toBe(1);
});

test("copies of a picture that was removed while they were made are nobody's", async () => {
  const id = await addPicture(services, people.mara);
  const [row] = await db.select().from(media).where(eq(media.id, id));
  const [blob] = await db.select().from(blobs);
  if (!row || !blob) throw new Error("there is no picture");
  const bytes = pngOf(400, 200);
  await services.blobs.put(blob.originalKey, new Blob([bytes]).stream(), {
    type: "image/png",
    cache: "private",
    maxBytes: bytes.length,
  });
  const images = {
    ...services.images,
    variants: async (...asked: Parameters<typeof services.images.variants>) => {
      await db.delete(media);
      await db.delete(blobs);
      return services.images.variants(...asked);
    },
  };
  await makeVariants({ ...services, images }, { blobId: row.blobId });
  expect(await db.$count(mediaVariants)).toBe(0);
});

const isWaiting = async () => {
  const { rows: waiting } = await db.execute(
    sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
};
