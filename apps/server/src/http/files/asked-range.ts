import type { ByteRange } from "@quoin/drivers";

/**
 * The one range a request asks for. Undefined for none, for several at once, for one of other
 * bytes than these, and for what is no range: then all of it is sent (RFC 9110 §14.2, §13.1.5).
 */
export function askedRange(
  header: string | undefined,
  ifRange: string | undefined,
  etag: string,
): ByteRange | undefined {
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") return { suffix: Number(last) };
  if (last === "") return { first: Number(first) };
  return Number(last) < Number(first) ? undefined : { first: Number(first), last: Number(last) };
}
