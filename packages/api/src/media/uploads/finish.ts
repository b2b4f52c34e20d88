import {
  type FinishOutcome,
  type MediaId,
  type Person,
  QuoinError,
  type UploadId,
} from "@quoin/model";
import pLimit from "p-limit";

import { isDriverError } from "../../driver-errors.ts";
import type { Needs } from "../../services.ts";
import { readyWith, viewMedia } from "../library.ts";
import { blobs } from "../media.table.ts";
import { claimUpload, endClaim, rest, settledUpload } from "./claim.ts";
import { findUpload, requireAlive, type Upload } from "./find-upload.ts";
import { proveStore } from "./prove-store.ts";
import { makePublic, shelve } from "./shelve.ts";
import { inStorage, tidy } from "./storage.ts";
import { takeIn } from "./take-in.ts";
import { forgetBytes } from "./upload.ts";

type FinishNeeds = Needs<"db" | "now" | "blobs" | "images" | "jobs" | "site">;

/** Each holds a picture in memory, so few are checked at once and not many wait. */
const turns = pLimit(4);
const mayWait = 64;

/**
 * Checks what arrived and adds it to the library. Asked again, it gives the same answer; while
 * another caller is checking, it waits for theirs, up to 10 seconds. `mediaId` is the id its library
 * entry is to have, for what had one on another site.
 *
 * @throws QuoinError `upload_not_found`, `upload_expired`, `upload_incomplete`, `upload_mismatch`,
 * `upload_type_refused`, `image_type_unsupported`, `image_unreadable`, `image_too_many_pixels`,
 * `storage_unavailable`
 */
export async function finishUpload(
  needs: FinishNeeds,
  person: Person,
  { id, mediaId: wanted }: { id: UploadId; mediaId?: MediaId | undefined },
): Promise<FinishOutcome> {
  const found = await findUpload(needs, person, { id });
  requireAlive(found, needs.now());
  if (turns.pendingCount >= mayWait) {
    throw new QuoinError("storage_unavailable", { retryAfterSeconds: 5 });
  }
  const checked = await turns(async () => {
    const upload = await claimUpload(needs, found);
    return upload && check(needs, upload, wanted);
  });
  if (checked === "checking") return { state: "checking" };
  return outcomeOf(needs, checked ?? (await settledUpload(needs, id)));
}

async function outcomeOf(
  needs: Needs<"db" | "site">,
  settled: MediaId | Upload,
): Promise<FinishOutcome> {
  if (typeof settled === "string")
    return { state: "ready", media: await viewMedia(needs, { id: settled }) };
  if (settled.failCode) throw new QuoinError(settled.failCode, settled.failDetails ?? {});
  if (settled.mediaId === null) return { state: "checking" };
  return outcomeOf(needs, settled.mediaId);
}

/**
 * The work of the one whose claim it is. Whatever goes wrong, no copy stays behind. Still `checking`
 * when what reads pictures was stopped: that is no fault of the picture, and it is read again.
 */
async function check(
  needs: FinishNeeds,
  upload: Upload,
  wanted?: MediaId,
): Promise<MediaId | "checking"> {
  const made: string[] = [];
  try {
    const { mediaId, isNew } = await inStorage(() => settleSurely(needs, upload, made, wanted));
    const useless = isNew ? [] : made;
    await tidy(() => needs.blobs.remove([upload.incomingKey, ...useless]));
    return mediaId;
  } catch (error) {
    await tidy(() => needs.blobs.remove(made));
    if (isDriverError(error, "AsideFailed")) {
      await rest(needs, upload);
      return "checking";
    }
    const isFinal = error instanceof QuoinError && hasFailed(error);
    await endClaim(needs, upload, isFinal ? { failed: error } : "pending");
    if (isFinal) await tidy(() => forgetBytes(needs, upload));
    throw error;
  }
}

/**
 * Refuses what arrived only once a store that is known to be well has given the same twice; before
 * that, it is the store's trouble, which passes.
 */
async function settleSurely(...asked: Parameters<typeof settle>): ReturnType<typeof settle> {
  const [needs, , made] = asked;
  try {
    return await settle(...asked);
  } catch (error) {
    if (!isAboutBytes(error)) throw error;
  }
  await tidy(() => needs.blobs.remove(made.splice(0)));
  await proveStore(needs);
  try {
    return await settle(...asked);
  } catch (error) {
    if (isAboutBytes(error)) await proveStore(needs); // it may have been taken ill meanwhile
    throw error;
  }
}

/** True of a refusal that rests on what the store said of an upload, or gave as its bytes. */
const isAboutBytes = (error: unknown): boolean =>
  error instanceof QuoinError && (hasFailed(error) || error.code === "upload_incomplete");

async function settle(
  needs: FinishNeeds,
  upload: Upload,
  made: string[],
  wanted: MediaId | undefined,
): Promise<{ mediaId: MediaId; isNew: boolean }> {
  const received = await takeIn(needs, upload, made);
  const { blobId: id, originalKey, sourceSha256 } = received;
  const [known] = await needs.db.select().from(blobs).where(readyWith(sourceSha256));
  if (known) return shelve(needs, upload, known, wanted);
  const served = await makePublic(needs, received, made);
  return shelve(needs, upload, { id, originalKey, sourceSha256, ...served }, wanted);
}

/** True when no further try can change it: what arrived is refused for what it is. */
const hasFailed = ({ code, retry }: QuoinError): boolean =>
  retry === "never" || code === "upload_mismatch";
