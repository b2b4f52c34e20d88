/** One cookie of this site: its name and the attributes it is always set with. */
export interface Cookie {
  readonly name: string;
  /** Every value a request carries under exactly this name. More than one: somebody meddled. */
  valuesIn(header: string | undefined): string[];
  set(value: string, maxAgeSeconds: number): string;
  clear(): string;
}

/**
 * The two cookies of sign-in. On https they carry the `__Host-` prefix, which no sibling domain
 * and no other path can set; on a loopback http origin they go without (Safari refuses it there).
 */
export function cookiesOf(url: URL): { session: Cookie; binding: Cookie } {
  const secure = url.protocol === "https:";
  const named = (name: string) => (secure ? `__Host-${name}` : `${name}_dev`);
  return {
    session: openCookie(named("quoin_session"), { secure, sameSite: "Strict" }),
    // The provider's redirect comes from another site; a Strict cookie would stay behind.
    binding: openCookie(named("quoin_oauth"), { secure, sameSite: "Lax" }),
  };
}

function openCookie(
  name: string,
  { secure, sameSite }: { secure: boolean; sameSite: "Strict" | "Lax" },
): Cookie {
  const attributes = `Path=/; HttpOnly; SameSite=${sameSite}${secure ? "; Secure" : ""}`;
  return {
    name,
    // By hand: a lenient parser lets look-alikes pass for `__Host-` names (security of prefixes
    // rests on the exact name), and one that decodes can throw.
    valuesIn: (header = "") =>
      header
        .split(";")
        .map((pair) => pair.replace(/^[ \t]+|[ \t]+$/g, ""))
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1)),
    set: (value, maxAgeSeconds) => `${name}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}
