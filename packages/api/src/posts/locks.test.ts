import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { openWorld } from "../testing/world.ts";
import { drafts } from "./draft.table.ts";
import { posts } from "./post.table.ts";
import { claimSlug } from "./slug.ts";
import { purgeTrash } from "./trash.ts";

const { as, clock, services } = await openWorld();
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
