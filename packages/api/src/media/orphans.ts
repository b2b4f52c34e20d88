import { uuidPattern as uuid } from "@quoin/model";
import { inArray, min } from "drizzle-orm";

import { jobNames } from "../job-names.ts";
import { people } from "../people/person.table.ts";
import type { Needs } from "../services.ts";
import { blobs, mediaVariants } from "./media.table.ts";
import { uploads } from "./upload.table.ts";

const batch = 500;
const dayMs = 24 * 60 * 60 * 1000;
/** Where we write, and how: a bucket may hold what is somebody else's. */
const ours = {
  incoming: /./,
  originals: new RegExp(`^${uuid}$`),
  media: new RegExp(`^${uuid}/`),
};

/**
 * Removes the files that no row knows: left by a process that was killed, or sent to a signed address
 * whose upload had its end. All that is younger than a day stays, since its row may still come; so
 * does what is older than this site, which is another's whose store was named by mistake.
 *
 * Rows are asked after the store, so whatever had its row a day later is seen. Safe beside uploads,
 * other jobs, and another of its own.
 */
export async function sweepOrphans(needs: Needs<"db" | "now" | "blobs" | "jobs">): Promise<void> {
  const { db, now, blobs: store } = needs;
  const [first] = await db.select({ at: min(people.createdAt) }).from(people);
  if (!first?.at) return;
  const [from, until] = [Date.parse(first.at), Date.parse(now()) - dayMs];
  for (const [folder, name] of Object.entries(ours)) {
    const prefix = `${folder}/`;
    let old: string[] = [];
    for await (const { key, at } of store.list(prefix)) {
      const isOld = at.getTime() >= from && at.getTime() <= until;
      if (!isOld || !name.test(key.slice(prefix.length))) continue;
      old.push(key);
      if (old.length < batch) continue;
      await removeUnknown(needs, old);
      old = [];
    }
    await removeUnknown(needs, old);
  }
}

async function removeUnknown(
  { db, blobs: store, jobs }: Needs<"db" | "blobs" | "jobs">,
  old: readonly string[],
): Promise<void> {
  const known = await knownAmong(db, old);
  const orphans = old.filter((key) => !known.has(key));
  if (orphans.length === 0) return;
  await store.remove(orphans);
  // Only a copy of a picture ever has the name of an earlier one, and may have come this moment.
  await db.transaction(async (tx) => {
    const lost = await tx
      .delete(mediaVariants)
      .where(inArray(mediaVariants.key, orphans))
      .returning({ blobId: mediaVariants.blobId });
    for (const { blobId } of lost) {
      await jobs.enqueue(tx, jobNames.makeVariants, { blobId }, { key: blobId });
    }
  });
}

async function knownAmong(db: Needs<"db">["db"], keys: readonly string[]): Promise<Set<string>> {
  const rows = await Promise.all([
    ...[blobs.key, blobs.originalKey].map((key) =>
      db
        .select({ key })
        .from(blobs)
        .where(inArray(key, [...keys])),
    ),
    db
      .select({ key: mediaVariants.key })
      .from(mediaVariants)
      .where(inArray(mediaVariants.key, [...keys])),
    db
      .select({ key: uploads.incomingKey })
      .from(uploads)
      .where(inArray(uploads.incomingKey, [...keys])),
  ]);
  return new Set(rows.flat().map(({ key }) => key));
}
