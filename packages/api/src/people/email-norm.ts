import { domainToASCII } from "node:url";

const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** What no name holds that is not in quotes (RFC 5322 §3.2.3), and nobody sees. */
const foreign = /[\p{C}\s()[\]<>:;,"\\]/u;

/**
 * The one form in which addresses are compared, byte by byte, of whoever invites as of whoever
 * vouches; null for what no provider could vouch for.
 *
 * One letter may be written in several ways (NFC, RFC 6532 §3.1) and sizes. What looks like another
 * letter is refused rather than repaired, and nothing becomes a letter of ASCII that was none:
 * elsewhere "ı" became "i" and somebody else's account (CVE-2019-19844).
 */
export function emailNorm(email: string): string | null {
  if (email.length > 1000) return null; // with whatever stands around it
  const trimmed = email.replace(/^[ \t]+|[ \t]+$/g, "");
  const text = trimmed.normalize("NFC");
  const isPlain = text.normalize("NFKC") === text && !Array.from(trimmed).some(isAnotherLetter);
  if (text.length > 254 || !isPlain || foreign.test(text)) return null;
  const [local = "", domain = "", ...more] = text.split("@");
  if (local === "" || local.length > 64 || more.length > 0) return null;
  const host = domainNorm(domain);
  return host === null ? null : `${local.toLowerCase().normalize("NFC")}@${host}`;
}

/** True for a sign that stands for another one by itself: the Kelvin sign for K. */
const isAnotherLetter = (sign: string): boolean => sign.normalize("NFC") !== sign;

/** A mail domain in ASCII and lower case; null for what is none. */
export function domainNorm(domain: string): string | null {
  const lower = asciiLower(domain);
  const ascii = domainToASCII(lower);
  const isAscii = /^[\x21-\x7e]*$/.test(lower);
  if (isAscii && ascii !== lower) return null; // the URL parser read something else in it
  return /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(ascii)
    ? ascii
    : null;
}

/** The part behind the `@` of a normalised address. */
export const domainOf = (norm: string): string => norm.slice(norm.indexOf("@") + 1);
