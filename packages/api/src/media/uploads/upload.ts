import type { BegunRef, Tx } from "@quoin/drivers";
import {
  type BeginUpload,
  type BegunUpload,
  canWrite,
  maxFileBytes,
  type PartsQuery,
  type Person,
  type PersonId,
  QuoinError,
  type ResumedUpload,
  type UploadId,
  type UploadParts,
} from "@quoin/model";
import { and, count, eq, inArray, sum } from "drizzle-orm";

import { newId } from "../../new-id.ts";
import type { RightsChange } from "../../people/present.ts";
import type { Needs } from "../../services.ts";
import { addKnown } from "../library.ts";
import { uploads } from "../upload.table.ts";
import { findUpload, refOf, requireAlive } from "./find-upload.ts";
import { acceptType, requireWriter } from "./policy.ts";
import { inStorage, tidy } from "./storage.ts";

/** Signed addresses work this long. */
const signed = { expiresInSeconds: 600 };
/** An upload may wait this long for its end. */
const lifeMs = 24 * 60 * 60 * 1000;
const begins = { name: "uploads begun", points: 60, perSeconds: 60 };
const maxPending = { count: 100, bytes: maxFileBytes };

/**
 * Announces a file and gives the addresses to send it to. Bytes the library already holds need
 * not be sent again: then the answer is the finished media.
 *
 * @throws QuoinError `not_allowed`, `too_many_requests`, `upload_type_refused`,
 * `image_type_unsupported`, `upload_too_large`, `upload_quota`, `storage_unavailable`
 */
export async function beginUpload(
  needs: Needs<"db" | "now" | "blobs" | "limits" | "site">,
  person: Person,
  { name, bytes, sha256, ...file }: BeginUpload,
): Promise<BegunUpload> {
  const { type, maxBytes } = accept(person, file.type, needs);
  const wait = await needs.limits.count(begins, person.id);
  if (wait !== null) throw new QuoinError("too_many_requests", { retryAfterSeconds: wait });
  if (bytes > maxBytes) throw new QuoinError("upload_too_large", { limitBytes: maxBytes });
  const known = sha256 && (await addKnown(needs, person, { name, sha256 }));
  if (known) return { state: "ready", media: known };
  await requireRoom(needs, person.id, bytes);

  const id = newId<"Upload">();
  const declared = { type, bytes, ...(sha256 !== undefined && { sha256 }) };
  const { ref, parts } = await inStorage(() =>
    needs.blobs.begin(`incoming/${id}`, declared, signed),
  );
  const isProven = sha256 !== undefined && !ref.uploadId && needs.blobs.capabilities.checksum;
  const expiresAt = await recordUpload(needs, person, { id, name, ref, isProven });
  return { state: "pending", id, partBytes: ref.partBytes, parts, expiresAt };
}

/** Writers and up upload, and only what the site takes. */
export function accept(person: Person, type: string, needs: Needs<"site">, maxBytes?: number) {
  if (!canWrite(person)) throw new QuoinError("not_allowed");
  return acceptType(type, needs, maxBytes);
}

/**
 * Writes the row of an upload that has begun in the store, and says when it will have expired.
 *
 * @throws QuoinError as `requireWriter`
 */
export async function recordUpload(
  { db, now }: Needs<"db" | "now">,
  person: Person,
  { id, name, ref, isProven }: { id: UploadId; name: string; ref: BegunRef; isProven: boolean },
): Promise<string> {
  const createdAt = now();
  const expiresAt = new Date(Date.parse(createdAt) + lifeMs).toISOString();
  const { key, type, bytes, sha256, uploadId, partBytes } = ref;
  const times = { createdAt, expiresAt };
  const file = { name, type, bytes, sha256, isProven, partBytes };
  const row = { id, ownerId: person.id, ...file, incomingKey: key, storeUploadId: uploadId };
  await db.transaction(async (tx) => {
    await requireWriter(tx, person);
    await tx.insert(uploads).values({ ...row, ...times });
  });
  return expiresAt;
}

/** Fresh addresses for parts whose first ones have expired. @throws as `resumeUpload` */
export async function signParts(
  needs: Needs<"db" | "now" | "blobs">,
  person: Person,
  { id, numbers }: PartsQuery,
): Promise<UploadParts> {
  const upload = await findUpload(needs, person, { id });
  requireAlive(upload, needs.now());
  if (upload.state !== "pending") return { parts: [] };
  return {
    parts: await inStorage(() => needs.blobs.signParts(refOf(upload), numbers, signed)),
  };
}

/**
 * What the store itself holds of an upload, and addresses for (the first 50 of) the rest.
 * One that is being checked or was has nothing left to send.
 *
 * @throws QuoinError `upload_not_found`, `upload_expired`, `storage_unavailable`
 */
export async function resumeUpload(
  needs: Needs<"db" | "now" | "blobs">,
  person: Person,
  { id }: { id: UploadId },
): Promise<ResumedUpload> {
  const upload = await findUpload(needs, person, { id });
  requireAlive(upload, needs.now());
  const { partBytes } = upload;
  if (upload.state !== "pending") return { partBytes, stored: [], parts: [] };
  const ref = refOf(upload);
  return inStorage(async () => {
    const stored = await needs.blobs.stored(ref);
    const there = new Set(stored.map(({ number }) => number));
    const last = ref.uploadId === undefined ? 1 : Math.ceil(upload.bytes / partBytes);
    const all = Array.from({ length: last }, (_, index) => index + 1);
    const missing = all.filter((number) => !there.has(number)).slice(0, 50);
    return { partBytes, stored, parts: await needs.blobs.signParts(ref, missing, signed) };
  });
}

/** Forgets an upload and what arrived of it. One that is finished stays. Safe to repeat. */
export async function abandonUpload(
  needs: Needs<"db" | "blobs">,
  person: Person,
  { id }: { id: UploadId },
): Promise<Record<string, never>> {
  const upload = await findUpload(needs, person, { id });
  const [abandoned] = await needs.db
    .update(uploads)
    .set({ state: "abandoned" })
    .where(and(eq(uploads.id, id), eq(uploads.state, "pending")))
    .returning({ id: uploads.id });
  if (abandoned) await tidy(() => forgetBytes(needs, upload));
  return {};
}

/** Ends the uploads under way of somebody who may upload no more; the collector takes what arrived. */
export async function takeBackUploads(tx: Tx, { id, now: owner, at }: RightsChange): Promise<void> {
  if (owner !== null && canWrite(owner)) return;
  const underWay = inArray(uploads.state, ["pending", "checking"]);
  await tx
    .update(uploads)
    .set({ state: "abandoned", claimedUntil: null, expiresAt: at })
    .where(and(eq(uploads.ownerId, id), underWay));
}

/** Removes all that a client's addresses may have written. */
export async function forgetBytes(
  { blobs }: Needs<"blobs">,
  upload: Pick<Parameters<typeof refOf>[0], "incomingKey" | "storeUploadId">,
): Promise<void> {
  const { incomingKey: key, storeUploadId } = upload;
  if (storeUploadId !== null) await blobs.abandon({ key, uploadId: storeUploadId });
  await blobs.remove([key]);
}

async function requireRoom({ db }: Needs<"db">, ownerId: PersonId, bytes: number): Promise<void> {
  const [pending] = await db
    .select({ count: count(), bytes: sum(uploads.bytes).mapWith(Number) })
    .from(uploads)
    .where(and(eq(uploads.ownerId, ownerId), inArray(uploads.state, ["pending", "checking"])));
  const isFull = (pending?.count ?? 0) >= maxPending.count;
  if (isFull || (pending?.bytes ?? 0) + bytes > maxPending.bytes) {
    throw new QuoinError("upload_quota", { retryAfterSeconds: 60 });
  }
}
