import { type BegunRef, BlobMismatch, singleLimit, type StoredPart } from "./blob-store.ts";

const mebibyte = 1024 * 1024;

/**
 * How large each part of a file is, in bytes: all of it up to `singleLimit`, else 8 MiB, or more
 * where S3's 10 000 parts would not be enough.
 */
export function partBytesOf(bytes: number): number {
  if (bytes <= singleLimit) return bytes;
  return Math.max(8 * mebibyte, Math.ceil(bytes / 9000 / mebibyte) * mebibyte);
}

/** Every part of a file of that size, and how many bytes each must hold. */
export function plannedParts({ bytes, partBytes }: { bytes: number; partBytes: number }) {
  const count = Math.max(1, Math.ceil(bytes / (partBytes || 1)));
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    bytes: Math.min(partBytes, bytes - index * partBytes),
  }));
}

/** At most this many parts are signed in one answer. */
export const signedAtOnce = 50;

/** @throws BlobMismatch naming the parts that are missing, or none when one has a wrong size */
export function requireParts(ref: BegunRef, stored: readonly StoredPart[]): void {
  const planned = plannedParts(ref);
  const arrived = new Map(stored.map((part) => [part.number, part.bytes]));
  const missing = planned.filter(({ number }) => !arrived.has(number)).map(({ number }) => number);
  if (missing.length > 0) throw new BlobMismatch("parts are missing", missing);
  const right = planned.every(({ number, bytes }) => arrived.get(number) === bytes);
  if (!right || stored.length !== planned.length) throw new BlobMismatch("parts have other sizes");
}
