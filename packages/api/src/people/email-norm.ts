import { domainToASCII } from "node:url";

const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The one form in which addresses are compared, byte by byte; null for what is no address.
 *
 * Refuses rather than repairs what two programs could read differently, and folds no letter
 * beyond ASCII: elsewhere "ı" became "i" and somebody else's account (CVE-2019-19844).
 */
export function emailNorm(email: string): string | null {
  if (email.length > 1000) return null; // with whatever stands around it
  const text = email.replace(/^[ \t]+|[ \t]+$/g, "");
  if (text.length > 254 || text.normalize("NFKC") !== text || /[\p{C}\s,;<>"]/u.test(text)) {
    return null;
  }
  const [local = "", domain = "", ...more] = text.split("@");
  if (local === "" || local.length > 64 || more.length > 0) return null;
  const host = domainNorm(domain);
  return host === null ? null : `${asciiLower(local)}@${host}`;
}

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
