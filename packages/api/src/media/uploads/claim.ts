import { setTimeout } from "node:timers/promises";

import { QuoinError, type UploadId } from "@quoin/model";
import { and, eq, lte, or } from "drizzle-orm";

import type { Needs } from "../../services.ts";
import { uploads } from "../upload.table.ts";
import type { Upload } from "./find-upload.ts";
import { requireWriter } from "./policy.ts";

/** A checker that has died gives its upload free after this long: more for what takes longer. */
const claimMs = ({ bytes }: Upload) => 2 * 60 * 1000 + bytes / 4000;

/** What could not be read this time is read again after so long. */
const restMs = 5000;

/**
 * Makes this caller the one who checks an upload; undefined when another one is, or was.
 *
 * @throws QuoinError as `requireWriter`
 */
export async function claimUpload(
  { db, now }: Needs<"db" | "now">,
  found: Upload,
): Promise<Upload | undefined> {
  const at = now();
  const claimedUntil = new Date(Date.parse(at) + claimMs(found)).toISOString();
  const left = and(eq(uploads.state, "checking"), lte(uploads.claimedUntil, at));
  return db.transaction(async (tx) => {
    await requireWriter(tx, { id: found.ownerId });
    const [claimed] = await tx
      .update(uploads)
      .set({ state: "checking", claimedUntil })
      .where(and(eq(uploads.id, found.id), or(eq(uploads.state, "pending"), left)))
      .returning();
    return claimed;
  });
}

/** True while nobody has taken the claim over, or given the upload its end. */
export const isOurs = (upload: Upload) =>
  and(
    eq(uploads.id, upload.id),
    eq(uploads.state, "checking"),
    eq(uploads.claimedUntil, upload.claimedUntil ?? ""),
  );

/** Gives an upload free after trouble that may pass, or fails it for good and remembers why. */
export async function endClaim(
  { db }: Needs<"db">,
  upload: Upload,
  end: { failed: QuoinError } | "pending",
): Promise<void> {
  const row =
    end === "pending"
      ? ({ state: "pending" } as const)
      : ({ state: "failed", failCode: end.failed.code, failDetails: end.failed.details } as const);
  await db
    .update(uploads)
    .set({ ...row, claimedUntil: null })
    .where(isOurs(upload));
}

/** Keeps an upload from being checked again for a moment, by whoever asks first after that. */
export async function rest({ db, now }: Needs<"db" | "now">, upload: Upload): Promise<void> {
  const claimedUntil = new Date(Date.parse(now()) + restMs).toISOString();
  await db.update(uploads).set({ claimedUntil }).where(isOurs(upload));
}

/** Waits up to 10 seconds for whoever is checking; then it is still `checking`. */
export async function settledUpload({ db }: Needs<"db">, id: UploadId): Promise<Upload> {
  for (let tries = 0; ; tries += 1) {
    const [upload] = await db.select().from(uploads).where(eq(uploads.id, id));
    if (!upload || upload.state === "abandoned") throw new QuoinError("upload_not_found");
    if (upload.state !== "checking" || tries === 100) return upload;
    await setTimeout(100);
  }
}
