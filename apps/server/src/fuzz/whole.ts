import { expect } from "vitest";

import type { FuzzedSite } from "./open-site.ts";

/** What must be none of, however a request ends. */
const halves = {
  "posts without a draft":
    "SELECT count(*)::int AS n FROM posts p LEFT JOIN drafts d ON d.post_id = p.id WHERE d.post_id IS NULL",
  "public posts that are not found by their words":
    "SELECT count(*)::int AS n FROM posts p LEFT JOIN post_words w ON w.post_id = p.id WHERE p.published_revision_id IS NOT NULL AND w.post_id IS NULL",
  "media without bytes":
    "SELECT count(*)::int AS n FROM media m LEFT JOIN blobs b ON b.id = m.blob_id WHERE b.id IS NULL",
  "uploads that are at work":
    "SELECT count(*)::int AS n FROM uploads WHERE state = 'checking' OR incoming_key IS NULL",
};

/** Nothing is half done. */
export async function expectWhole({ services }: Pick<FuzzedSite, "services">): Promise<void> {
  for (const [what, statement] of Object.entries(halves)) {
    const none = async () => {
      const { rows } = await services.db.execute<{ n: number }>(statement);
      return rows[0]?.n;
    };
    await expect.poll(none, { message: what }).toBe(0);
  }
}

/** What this process holds after it has thrown away what it can, in MB. */
export function heldMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6; // without the database, which is in memory here
}
