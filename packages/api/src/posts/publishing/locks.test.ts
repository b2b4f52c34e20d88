import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { people as peopleTable } from "../../people/person.table.ts";
import { openWorld } from "../../testing/world.ts";
import { draftLinks } from "../tables/draft-link.table.ts";
import { drafts } from "../tables/draft.table.ts";
import { posts } from "../tables/post.table.ts";
import { revisions } from "../tables/revision.table.ts";
import { claimSlug } from "../writing/slug.ts";
import { rerenderPost } from "./rerender.ts";
import { purgeTrash } from "./trash.ts";

const { as, clock, people, services } = await openWorld();
const { db } = services;

// PGlite has one connection, on which nobody waits for anybody.
const onPostgres = test.skipIf(process.env.QUOIN_TEST_DATABASE_URL === undefined);
const impatient = sql`SET LOCAL lock_timeout = '1s'`;

onPostgres("whoever finds an address taken keeps its post from nothing", async () => {
  const [mine, theirs] = [
    await as("mara").draft.create({ title: "Mine" }),
    await as("teo").draft.create({ title: "Theirs", slug: "theirs" }),
  ];
  await as("teo").post.publish(theirs);
  await db.transaction(async (one) => {
    expect(await claimSlug(one, "theirs", mine.id, clock.now())).toBe(false);
    await db.transaction(async (other) => {
      await other.execute(impatient);
      expect(await claimSlug(other, "theirs", theirs.id, clock.now())).toBe(true);
    });
  });
});

onPostgres("emptying the trash leaves a post alone that somebody is at work on", async () => {
  const draft = await as("mara").draft.create({ title: "Old" });
  await as("mara").post.trash(draft);
  clock.advance(31 * 86_400_000);
  await db.transaction(async (saving) => {
    await saving.execute(impatient);
    await saving.select().from(drafts).where(eq(drafts.postId, draft.id)).for("update");
    await purgeTrash(services);
    expect(await saving.select().from(posts).for("update")).toHaveLength(1);
  });
  await purgeTrash(services);
  expect(await db.$count(posts)).toBe(0);
});

onPostgres(
  "a post that is made anew waits for whoever publishes it, who never waits for that",
  async () => {
    const { id } = await as("mara").draft.create({ title: "Live" });
    await as("mara").post.publish({ id, version: 1 });
    let made: Promise<void> | undefined;
    await db.transaction(async (publishing) => {
      await publishing.execute(impatient);
      await publishing.select().from(posts).where(eq(posts.id, id)).for("update");
      made = rerenderPost(services, { postId: id });
      await expect.poll(isWaiting).toBe(true);
      await publishing.update(revisions).set({ publishedAt: clock.now() });
    });
    await made;
  },
);

onPostgres(
  "whoever leaves waits for those at work on their posts, and is in nobody's way",
  async () => {
    const { id } = await as("mara").draft.create({ title: "Mine" });
    let left: Promise<unknown> | undefined;
    await db.transaction(async (publishing) => {
      await publishing.execute(impatient);
      await publishing.select().from(posts).where(eq(posts.id, id)).for("update");
      left = as("mara").person.deleteMe({ posts: "give", to: people.ada.id });
      await expect.poll(isWaiting).toBe(true);
      // As a revision does that names who made it.
      await publishing.select().from(peopleTable).for("key share");
    });
    await left;
    expect(await as("ada").draft.read({ id })).toMatchObject({ author: { handle: "ada" } });
  },
);

onPostgres(
  "whoever is demoted waits for those at work on what they gave out, and is in nobody's way",
  async () => {
    const { id } = await as("mara").draft.create({ title: "Hers" });
    await as("ines").draft.share({ id });
    let demoted: Promise<unknown> | undefined;
    await db.transaction(async (sharing) => {
      await sharing.execute(impatient);
      await sharing.select().from(posts).where(eq(posts.id, id)).for("update");
      demoted = as("ada").person.setRole({ id: people.ines.id, role: "writer" });
      await expect.poll(isWaiting).toBe(true);
      // As sharing it again does: the link's row, which names who made it.
      await sharing.update(draftLinks).set({ createdAt: clock.now() });
      await sharing.select().from(peopleTable).for("key share");
    });
    await demoted;
    expect(await as("mara").draft.read({ id })).toMatchObject({ sharedUntil: null });
  },
);

const isWaiting = async () => {
  const { rows } = await db.execute(
    sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
};
