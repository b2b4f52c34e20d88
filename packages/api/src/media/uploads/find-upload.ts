import type { BegunRef } from "@quoin/drivers";
import { canWrite, type Person, QuoinError, type UploadId } from "@quoin/model";
import { and, eq } from "drizzle-orm";

import type { Needs } from "../../services.ts";
import { uploads } from "../upload.table.ts";

export type Upload = typeof uploads.$inferSelect;

/**
 * One's own upload, for whoever may upload. Another person's is as unknown as one that never was.
 *
 * @throws QuoinError `not_allowed`, `upload_not_found`
 */
export async function findUpload(
  { db }: Needs<"db">,
  person: Person,
  { id }: { id: UploadId },
): Promise<Upload> {
  if (!canWrite(person)) throw new QuoinError("not_allowed");
  const mine = and(eq(uploads.id, id), eq(uploads.ownerId, person.id));
  const [upload] = await db.select().from(uploads).where(mine);
  if (!upload) throw new QuoinError("upload_not_found");
  return upload;
}

/** What the store needs to find an upload again. */
export const refOf = ({ incomingKey, storeUploadId, sha256, ...upload }: Upload): BegunRef => ({
  key: incomingKey,
  type: upload.type,
  bytes: upload.bytes,
  partBytes: upload.partBytes,
  ...(storeUploadId !== null && { uploadId: storeUploadId }),
  ...(sha256 !== null && { sha256 }),
});

/** @throws QuoinError `upload_expired` when it has waited for more than its 24 hours */
export function requireAlive(upload: Upload, now: string): void {
  if (upload.state === "pending" && upload.expiresAt <= now) throw new QuoinError("upload_expired");
}
