import { createHash, type Hash } from "node:crypto";

import {
  fileNameOf,
  maxFormFileBytes,
  type MediaId,
  type MediaView,
  type Person,
  QuoinError,
} from "@quoin/model";
import { eq } from "drizzle-orm";

import { isDriverError } from "../../driver-errors.ts";
import { newId } from "../../new-id.ts";
import type { Needs } from "../../services.ts";
import { uploads } from "../upload.table.ts";
import { finishUpload } from "./finish.ts";
import { inStorage, tidy } from "./storage.ts";
import { accept, forgetBytes, recordUpload } from "./upload.ts";

interface FormFile {
  name: string;
  type: string;
  body: AsyncIterable<Uint8Array>;
}

interface FormOptions {
  /** Of files that are not pictures. */
  maxFileBytes?: number;
  /** The id it had on another site; nobody's here. Absent: a new one. */
  mediaId?: MediaId;
}

/**
 * Takes one file of a form as it streams in, by the same rules and rows as an upload that was
 * announced. Pictures may have the site's size, other files 100 MB
 * unless the options say otherwise.
 *
 * @throws QuoinError as `media.begin` and `media.finish`, or what the body or the signal threw
 */
export async function storeForm(
  needs: Needs<"db" | "now" | "blobs" | "images" | "jobs" | "site">,
  person: Person,
  { name: sent, type: declared, body }: FormFile,
  signal: AbortSignal,
  { maxFileBytes = maxFormFileBytes, mediaId }: FormOptions = {},
): Promise<MediaView> {
  const { type, maxBytes } = accept(person, declared, needs, maxFileBytes);
  const id = newId<"Upload">();
  const name = fileNameOf(sent);
  const ref = { key: `incoming/${id}`, type, bytes: 0, partBytes: 0 };
  await recordUpload(needs, person, { id, name, ref, isProven: true });
  try {
    const facts = { type, maxBytes, cache: "private" } as const;
    const hash = createHash("sha256");
    const hashed = passing(body, hash);
    const { bytes } = await inStorage(() => needs.blobs.put(ref.key, hashed, facts, signal));
    const arrived = { bytes, sha256: hash.digest("hex") };
    await needs.db.update(uploads).set(arrived).where(eq(uploads.id, id));
  } catch (error) {
    await tidy(() => forgetBytes(needs, { incomingKey: ref.key, storeUploadId: null }));
    await needs.db.delete(uploads).where(eq(uploads.id, id));
    if (!isDriverError(error, "BlobTooLarge")) throw error;
    throw new QuoinError("upload_too_large", { limitBytes: maxBytes });
  }
  const outcome = await finishUpload(needs, person, { id, mediaId });
  if (outcome.state === "ready") return outcome.media;
  // A form cannot ask again: all of it is sent once more.
  await tidy(() => forgetBytes(needs, { incomingKey: ref.key, storeUploadId: null }));
  await needs.db.delete(uploads).where(eq(uploads.id, id));
  throw new QuoinError("image_reader_busy", { retryAfterSeconds: 5 });
}

/** Hashes a stream on its way, so that it need not come back for that. */
async function* passing(body: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
}
