import type { Quoin } from "./create-client.ts";
import { pause, pauseBefore } from "./patience.ts";
import { refusalOf } from "./refusals.ts";
import type { RouterInputs, RouterOutputs } from "./router.ts";
import { sendFile } from "./send-file.ts";

export interface UploadOptions {
  /** Hears the share that has been sent, from 0 to 1; at 1 the site begins to check the file. */
  onProgress?: (fraction: number) => void;
  /** Stops the upload; what was sent is forgotten. */
  signal?: AbortSignal;
}

/** Something in a site's library. */
export type Media = RouterOutputs["media"]["read"];
type Id = RouterInputs["media"]["finish"]["id"];

/** Up to this size a file is hashed first: a site that holds it already needs no bytes. */
const hashedBytes = 16 * 1024 * 1024;
const maxTries = 5;

/**
 * Uploads a file and gives its entry in the library: in parts, with retries, straight to where
 * the site keeps its files. A part that fails is sent again on its own, up to five times.
 *
 * Rejects with the site's refusal (`refusalOf`), with the signal's reason, or when the store
 * cannot be reached for about 30 seconds.
 *
 * @example const { url } = await uploadFile(quoin, input.files[0], { onProgress: show });
 */
export async function uploadFile(
  quoin: Pick<Quoin, "media">,
  file: File,
  { onProgress = () => {}, signal }: UploadOptions = {},
): Promise<Media> {
  const asked = signal ? { signal } : {};
  const sha256 = file.size <= hashedBytes ? await sha256Of(file) : undefined;
  const announced = { name: file.name, type: file.type, bytes: file.size };
  const begun = await quoin.media.begin.mutate(
    { ...announced, ...(sha256 === undefined ? {} : { sha256 }) },
    asked,
  );
  if (begun.state === "ready") {
    onProgress(1);
    return begun.media;
  }
  try {
    await sendFile(quoin, file, begun, { signal, onProgress });
    return await finish(quoin, begun.id, signal);
  } catch (error) {
    // A site that does not hear this forgets the upload by itself after a day.
    await quoin.media.abandon.mutate({ id: begun.id }).catch(() => {});
    throw error;
  }
}

/** Asking again is safe: the site gives the same answer every time. */
async function finish(
  quoin: Pick<Quoin, "media">,
  id: Id,
  signal: AbortSignal | undefined,
): Promise<Media> {
  for (let tries = 0; ;) {
    try {
      const finished = await quoin.media.finish.mutate({ id }, signal ? { signal } : {});
      if (finished.state === "ready") return finished.media;
      await pause(1000, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const refusal = refusalOf(error);
      if (refusal && refusal.retry !== "later") throw error;
      if ((tries += 1) === maxTries) throw error;
      await pauseBefore(tries, signal);
    }
  }
}

/** In hexadecimal; undefined where the page is not secure and browsers hash nothing. */
async function sha256Of(file: Blob): Promise<string | undefined> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return undefined;
  const hash = new Uint8Array(await subtle.digest("SHA-256", await file.arrayBuffer()));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
