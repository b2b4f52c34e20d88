/** One cookie of this site: its name and the attributes it is always set with. */
export interface Cookie {
  readonly name: string;
  /** Every value a request carries under exactly this name. More than one: somebody meddled. */
  valuesIn(header: string | undefined): string[];
  set(value: string, maxAgeSeconds: number): string;
  clear(): string;
}

/** The cookies of sign-in. */
export interface Cookies {
  session: Cookie;
  /** Ties the sign-in of one state to the browser that began it; each has its own, and ends alone. */
  binding: (state: string) => Cookie;
  /** Of the sign-ins that a request says are under way, as browsers send them: the oldest first. */
  bindingsIn: (header: string | undefined) => Cookie[];
}

/**
 * The cookies of sign-in. On https they carry the `__Host-` prefix, which no sibling domain and no
 * other path can set; on a loopback http origin they go without (Safari refuses it there).
 */
export function cookiesOf(url: URL): Cookies {
  const secure = url.protocol === "https:";
  const named = (name: string) => (secure ? `__Host-${name}` : `${name}_dev`);
  // The provider's redirect comes from another site; a Strict cookie would stay behind.
  const openBinding = (name: string) => openCookie(name, { secure, sameSite: "Lax" });
  const prefix = `${named("quoin_oauth")}_`;
  return {
    session: openCookie(named("quoin_session"), { secure, sameSite: "Strict" }),
    binding: (state) => openBinding(prefix + state.slice(0, stateLength)),
    bindingsIn: (header) =>
      pairsOf(header).flatMap((pair) => {
        const [name = ""] = pair.split("=");
        const isOurs = name.startsWith(prefix) && /^[\w-]+$/.test(name.slice(prefix.length));
        return isOurs ? [openBinding(name)] : [];
      }),
  };
}

/** Enough of a state to tell a browser's sign-ins apart. */
const stateLength = 12;

function openCookie(
  name: string,
  { secure, sameSite }: { secure: boolean; sameSite: "Strict" | "Lax" },
): Cookie {
  const attributes = `Path=/; HttpOnly; SameSite=${sameSite}${secure ? "; Secure" : ""}`;
  return {
    name,
    valuesIn: (header) =>
      pairsOf(header)
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1)),
    set: (value, maxAgeSeconds) => `${name}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}

// By hand: a lenient parser lets look-alikes pass for `__Host-` names (security of prefixes rests on
// the exact name), and one that decodes can throw.
const pairsOf = (header = ""): string[] => header.split(";").map(withoutBlanks);

/** Not by a pattern, which tries every blank of any in a row; `trim` takes more than these away. */
function withoutBlanks(pair: string): string {
  const isBlank = (at: number) => pair[at] === " " || pair[at] === "\t";
  let [start, end] = [0, pair.length];
  while (isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return pair.slice(start, end);
}
