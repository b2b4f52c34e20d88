import { isIPv4, isIPv6 } from "node:net";

/**
 * Whose request this is, for limits: an IPv4 address, or the /64 of an IPv6 one, which is what one
 * household gets. `X-Forwarded-For` counts only for proxies that are trusted: the last of N wrote
 * the N-th entry from the right; everything left of it anybody may have made up.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustProxy: number,
): string {
  const forwarded = trustProxy > 0 ? (forwardedFor ?? "").split(",").at(-trustProxy) : undefined;
  return groupOf(forwarded ?? "", 4) ?? groupOf(socketAddress ?? "", 4) ?? "unknown";
}

/** What a person sees of where they signed in: IPv4 to /24, IPv6 to /48. */
export function truncatedAddress(address: string): string {
  if (isIPv4(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  return groupOf(address.replace(/\/64$/, ""), 3) ?? "unknown";
}

/** The network an address is in; IPv4 whole, also when written as IPv6. Null for no address. */
function groupOf(text: string, groups: 3 | 4): string | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/%.*$/, "");
  const v4 = bare.replace(/^([\d.]+):\d+$/, "$1");
  if (isIPv4(v4)) return v4;
  if (!isIPv6(bare)) return null;
  const all = expand(bare);
  if (all.slice(0, 5).every((group) => group === 0) && all[5] === 0xffff) {
    return all
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join(".");
  }
  const first = all.slice(0, groups).map((group) => group.toString(16));
  return `${first.join(":")}::/${groups * 16}`;
}

/** The eight groups of an IPv6 address. The URL parser brings every spelling into one. */
function expand(address: string): number[] {
  const [left = "", right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [head, tail] = [groupsOf(left), groupsOf(right ?? "")];
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail];
}

const groupsOf = (part: string): number[] =>
  part === "" ? [] : part.split(":").map((hex) => parseInt(hex, 16));
