/** Facts a store keeps with an object and serves it with. */
export interface ServeFacts {
  type: string;
  /** A file name: serve as attachment under it. */
  download?: string;
  cache: "immutable" | "private";
}

export interface PutFacts extends ServeFacts {
  maxBytes: number;
  /** SHA-256 in hexadecimal; a stream that differs is refused. */
  sha256?: string;
}

/** What a client announces. */
export interface Declared {
  type: string;
  bytes: number;
  sha256?: string;
}

/** An upload a client may still be sending. Everything needed to find it again. */
export interface BegunRef extends Declared {
  key: string;
  /** The store's id of an upload in parts; absent for a single PUT. */
  uploadId?: string;
  partBytes: number;
}

/** What names an upload in its store. */
export type UploadName = Pick<BegunRef, "key" | "uploadId">;

/** One PUT, to be made with exactly these headers (the browser adds content-length). */
export interface SignedPart {
  number: number;
  url: string;
  headers: Record<string, string>;
  bytes: number;
}

export interface StoredPart {
  number: number;
  bytes: number;
}

export interface BlobHead {
  key: string;
  bytes: number;
  type: string;
  etag: string;
  /** The file name it is to be saved under, when it was stored with one. */
  download?: string;
}

/** Bytes from `first` to `last`, both included; `{ suffix }` for the last so many. */
export type ByteRange = { first: number; last?: number } | { suffix: number };

export interface BlobBody {
  head: BlobHead;
  stream: ReadableStream<Uint8Array>;
  /** What of it is here, when a range was asked. */
  range?: { first: number; last: number };
}

export class BlobMissing extends Error {
  override readonly name = "BlobMissing";
}
/** What is there, or undefined where there is no such blob. */
export function ifThere<Found>(work: Promise<Found>): Promise<Found | undefined> {
  return work.catch((error: unknown) => {
    if (error instanceof BlobMissing) return undefined;
    throw error;
  });
}
/** What arrived is not what was announced: size, parts, hash. */
export class BlobMismatch extends Error {
  override readonly name = "BlobMismatch";
  /** Numbers of parts that have not arrived. */
  readonly missing: readonly number[];
  constructor(message: string, missing: readonly number[] = []) {
    super(message);
    this.missing = missing;
  }
}
export class BlobTooLarge extends Error {
  override readonly name = "BlobTooLarge";
}
/** A range beyond the end. */
export class BlobRangeRefused extends Error {
  override readonly name = "BlobRangeRefused";
}

/** From this size on files go up in parts, in bytes. */
export const singleLimit = 16 * 1024 * 1024;

/**
 * Files by key: a folder, or a bucket of S3 or a compatible store. Keys are made by the server
 * and never used twice. `blob-store.contract.ts` is the full promise.
 *
 * Methods reject with `StoreUnavailable` when the store fails, besides what each names.
 */
export interface BlobStore {
  readonly capabilities: Readonly<{
    /** A PUT whose bytes do not have the signed SHA-256 is refused by the store itself. */
    checksum: boolean;
  }>;
  /** Where browsers PUT to when it is not this site itself, for its content security policy. */
  readonly uploadOrigin: string | null;

  /**
   * Answers a request to one of this store's own signed addresses, `/blobs/…`, whose body may be
   * given beside it. Absent when clients reach the store directly.
   */
  answer?: (request: Request, body?: AsyncIterable<Uint8Array>) => Promise<Response>;

  /** Opens an upload and signs its first parts (at most 50). Nothing is readable yet. */
  begin(
    key: string,
    file: Declared,
    options: { expiresInSeconds: number },
  ): Promise<{ ref: BegunRef; parts: SignedPart[] }>;
  signParts(
    ref: BegunRef,
    numbers: readonly number[],
    options: { expiresInSeconds: number },
  ): Promise<SignedPart[]>;
  /** What really arrived, in order; a single PUT is number 1. */
  stored(ref: BegunRef): Promise<StoredPart[]>;
  /** Makes the object of its parts. Safe to repeat. @throws BlobMissing, BlobMismatch */
  complete(ref: BegunRef): Promise<BlobHead>;
  /** Forgets the parts of an unfinished upload. An object made already stays. Safe to repeat. */
  abandon(upload: UploadName): Promise<void>;

  /**
   * Writes a stream with constant memory. Rejects, leaving nothing, when the source fails, the
   * signal fires, `maxBytes` is passed (BlobTooLarge) or the hash differs (BlobMismatch).
   */
  put(
    key: string,
    body: AsyncIterable<Uint8Array>,
    facts: PutFacts,
    signal?: AbortSignal,
  ): Promise<BlobHead>;
  head(key: string): Promise<BlobHead | undefined>;
  /** @throws BlobMissing, BlobRangeRefused */
  read(key: string, range?: ByteRange, signal?: AbortSignal): Promise<BlobBody>;
  /** Copies inside the store, with new facts. @throws BlobMissing */
  copy(from: string, to: string, facts: ServeFacts): Promise<BlobHead>;
  /** Absent keys are no error. */
  remove(keys: readonly string[]): Promise<void>;
  /** Keys under a prefix, in order, and when each was made; a copy is no older than the copying. */
  list(prefix: string): AsyncIterable<{ key: string; bytes: number; at: Date }>;
  /** Uploads in parts begun before then and neither completed nor abandoned. */
  unfinished(olderThan: Date): AsyncIterable<UploadName>;

  /** Resolves when the store answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
