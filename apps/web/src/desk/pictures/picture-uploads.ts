import { type Quoin, refusalOf, uploadFile } from "@quoin/client";
import { type MediaView, uploadTypes } from "@quoin/model";

import { messageOf } from "../lib/refusals.ts";
import { sizeOf } from "./sizes.ts";

/** Types the file chooser offers. */
export const pictureTypes = Object.entries(uploadTypes)
  .filter(([, { kind }]) => kind === "image")
  .map(([type]) => type);

const together = 3;

/** One picture on its way in. */
export interface PictureUpload {
  id: string;
  name: string;
  bytes: number;
  /** A `blob:` address of the file itself. */
  previewUrl: string;
  /** `processing`: everything is sent, and the server is looking at it. */
  state: "queued" | "uploading" | "processing" | "failed";
  /** From 0 to 1. */
  progress: number;
  /** Why it failed, in words. */
  reason: string | null;
  canRetry: boolean;
}

interface Job {
  file: File;
  onDone: (media: MediaView) => void;
  abort: AbortController;
}

/** The pictures one page is sending: three at a time, each with its progress. */
export class PictureUploads {
  #count = 0;
  readonly #quoin: Quoin;
  readonly #jobs = new Map<string, Job>();
  readonly #listeners = new Set<() => void>();
  #uploads: ReadonlyMap<string, PictureUpload> = new Map();

  constructor(quoin: Quoin) {
    this.#quoin = quoin;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Everything unfinished, by id. The same map until something changes. */
  readonly snapshot = (): ReadonlyMap<string, PictureUpload> => this.#uploads;

  /** Queues a file and gives its id. A file of another type fails at once, in words. */
  start(file: File, onDone: (media: MediaView) => void): string {
    this.#count += 1;
    const id = `upload-${this.#count}`;
    const isPicture = pictureTypes.includes(file.type);
    this.#jobs.set(id, { file, onDone, abort: new AbortController() });
    this.#put({
      id,
      name: file.name,
      bytes: file.size,
      previewUrl: isPicture ? URL.createObjectURL(file) : "",
      state: isPicture ? "queued" : "failed",
      progress: 0,
      reason: isPicture ? null : "Only JPEG, PNG, WebP, GIF and AVIF pictures go into a post.",
      canRetry: isPicture,
    });
    this.#next();
    return id;
  }

  retry(id: string): void {
    this.#change(id, { state: "queued", progress: 0, reason: null });
    this.#next();
  }

  /** Stops an upload and forgets it. */
  cancel(id: string): void {
    this.#jobs.get(id)?.abort.abort();
    this.#forget(id);
    this.#next();
  }

  /** Stops everything. */
  close(): void {
    for (const id of this.#uploads.keys()) this.cancel(id);
  }

  #next(): void {
    const all = [...this.#uploads.values()];
    const busy = all.filter(({ state }) => state === "uploading" || state === "processing").length;
    const waiting = all.filter(({ state }) => state === "queued");
    for (const { id } of waiting.slice(0, Math.max(0, together - busy))) void this.#send(id);
  }

  async #send(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    this.#change(id, { state: "uploading" });
    try {
      const media = await uploadFile(this.#quoin, job.file, {
        signal: job.abort.signal,
        onProgress: (progress) =>
          this.#change(id, { progress, state: progress < 1 ? "uploading" : "processing" }),
      });
      if (job.abort.signal.aborted) return;
      // The text takes the picture before its place is forgotten.
      job.onDone(media);
      this.#forget(id);
    } catch (error) {
      if (job.abort.signal.aborted) return;
      const canRetry = refusalOf(error)?.retry !== "never";
      this.#change(id, { state: "failed", reason: reasonOf(error), canRetry });
    }
    this.#next();
  }

  #forget(id: string): void {
    const upload = this.#uploads.get(id);
    if (upload?.previewUrl) URL.revokeObjectURL(upload.previewUrl);
    this.#jobs.delete(id);
    this.#uploads = new Map([...this.#uploads].filter(([other]) => other !== id));
    this.#tell();
  }

  #change(id: string, fields: Partial<PictureUpload>): void {
    const upload = this.#uploads.get(id);
    if (upload) this.#put({ ...upload, ...fields });
  }

  #put(upload: PictureUpload): void {
    this.#uploads = new Map(this.#uploads).set(upload.id, upload);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Why an upload failed, with the limit it met. */
function reasonOf(error: unknown): string {
  const { limitBytes, limitPixels } = refusalOf(error)?.details ?? {};
  const limit = limitBytes
    ? ` The limit is ${sizeOf(Number(limitBytes))}.`
    : limitPixels
      ? ` The limit is ${Number(limitPixels) / 1_000_000} megapixels.`
      : "";
  return messageOf(error) + limit;
}
