const maxLength = 2048;
const start = "/desk";
/** Going there after signing in would go in circles, or is no page. */
const elsewhere = /^\/(sign-in|auth|trpc|api|blobs)(\/|$)/;

/**
 * Where to go after signing in: always a whole address of this site, whatever was asked for.
 * Judged after the URL parser has had its way, as the browser will read it.
 */
export function returnAddress(asked: string | undefined, url: URL): string {
  const standard = new URL(start, url).href;
  if (asked === undefined || asked.length > maxLength || !asked.startsWith("/")) return standard;
  const to = URL.parse(asked, url.href);
  if (to === null) return standard;
  const odd =
    to.origin !== url.origin ||
    `${to.username}${to.password}` !== "" ||
    to.pathname.startsWith("//");
  return odd || elsewhere.test(to.pathname) ? standard : to.href;
}
