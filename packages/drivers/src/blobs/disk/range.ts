import { BlobRangeRefused, type ByteRange } from "../blob-store.ts";

/**
 * The bytes a range means in a file of that size, both ends included (RFC 9110 §14.1.2).
 *
 * @throws BlobRangeRefused when none of it is there
 */
export function rangeWithin(range: ByteRange, bytes: number): { first: number; last: number } {
  const end = bytes - 1;
  const first = "suffix" in range ? Math.max(0, bytes - range.suffix) : range.first;
  const last = "suffix" in range ? end : Math.min(range.last ?? end, end);
  if (first > last) throw new BlobRangeRefused("the file ends before that range");
  return { first, last };
}
