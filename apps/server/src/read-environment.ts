/** Variables by name, as a process is given them. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type Reader = ReturnType<typeof readerOf>;

/** Reads variables by kind; a bad one adds a problem and reads as absent. Empty is absent. */
export function readerOf(env: Environment, problems: string[]) {
  const text = (name: string) => env[name]?.trim() || undefined;

  function number(name: string, bounds: { standard: number; least: number; most?: number }) {
    const given = text(name);
    if (given === undefined) return bounds.standard;
    const value = Number(given);
    const { least, most = Number.MAX_SAFE_INTEGER } = bounds;
    if (/^\d+$/.test(given) && value >= least && value <= most) return value;
    const upTo = bounds.most === undefined ? "" : ` and at most ${most}`;
    problems.push(`${name} must be a whole number, at least ${least}${upTo}.`);
    return bounds.standard;
  }

  function address(name: string, protocols: readonly string[]) {
    const given = text(name);
    if (given === undefined) return undefined;
    if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return given;
    problems.push(`${name} must be an address that begins with ${protocols.join("// or ")}//.`);
    return undefined;
  }

  function origin(name: string) {
    const given = address(name, ["https:", "http:"]);
    if (given === undefined) return undefined;
    const url = new URL(given);
    if (url.pathname === "/" && url.search === "" && url.username === "")
      return new URL(url.origin);
    problems.push(`${name} must be an origin such as https://example.org, with no path behind it.`);
    return undefined;
  }

  function choice<const Choice extends string>(name: string, choices: readonly Choice[]) {
    const given = text(name);
    const found = choices.find((one) => one === given);
    if (given !== undefined && found === undefined) {
      problems.push(`${name} must be one of ${choices.join(", ")}.`);
    }
    return found;
  }

  function pair(first: string, second: string): [string, string] | undefined {
    const [one, two] = [text(first), text(second)];
    if (one !== undefined && two !== undefined) return [one, two];
    if (one !== undefined || two !== undefined) {
      problems.push(`${first} and ${second} go together: one is not set.`);
    }
    return undefined;
  }

  return { text, number, address, origin, choice, pair };
}
