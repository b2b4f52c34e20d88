import type { BegunRef } from "@quoin/drivers";
import { canWrite, type Person, QuoinError, type UploadId } from "@quoin/model";
import { and, eq } from "drizzle-orm";

import { people } from "../../people/person.table.ts";
import type { Needs } from "../../services.ts";
import { uploads } from "../upload.table.ts";

export type Upload = typeof uploads.$inferSelect;

/**
 * One's own upload, for whoever may upload at this moment. Another person's is as unknown as one
 * that never was.
 *
 * @throws QuoinError `session_expired`, `not_allowed`, `upload_not_found`
 */
export async function findUpload(
  { db }: Needs<"db">,
  person: Pick<Person, "id">,
  { id }: { id: UploadId },
): Promise<Upload> {
  const mine = and(eq(uploads.id, id), eq(uploads.ownerId, people.id));
  const [row] = await db
    .select({ upload: uploads, role: people.role })
    .from(people)
    .leftJoin(uploads, mine)
    .where(and(eq(people.id, person.id), eq(people.status, "active")));
  if (!row) throw new QuoinError("session_expired");
  if (!canWrite(row)) throw new QuoinError("not_allowed");
  if (!row.upload) throw new QuoinError("upload_not_found");
  return row.upload;
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
