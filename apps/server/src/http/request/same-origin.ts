/**
 * True when a browser says that one of our own pages sends this request (security by Fetch
 * Metadata and Origin together): each that is there must agree, and one must be there.
 */
export function isSameOrigin(
  header: (name: "sec-fetch-site" | "origin") => string | undefined,
  ourOrigin: string,
): boolean {
  const [site, origin] = [header("sec-fetch-site"), header("origin")];
  if (site === undefined && origin === undefined) return false;
  return (site ?? "same-origin") === "same-origin" && (origin ?? ourOrigin) === ourOrigin;
}
