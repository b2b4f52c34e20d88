/** A known hole that may stay for a while: in a file of its own, so that each is a decision. */
export interface Allowed {
  /** Such as "GHSA-aaaa-bbbb-cccc". */
  advisory: string;
  package: string;
  /** Why it does not harm this site. */
  why: string;
  /** The last day it may stay, as YYYY-MM-DD. */
  until: string;
}

/** What `pnpm audit --json` says, as far as it is needed. */
export interface Audit {
  advisories: Record<
    string,
    {
      github_advisory_id: string;
      module_name: string;
      severity: string;
      title: string;
      findings: { version: string }[];
    }
  >;
}

/** Nobody decides for longer than this at once. */
const longestDays = 90;
const dayMs = 86_400_000;
const harmless = new Set(["info", "low"]);

/** What is wrong with the list of what may stay, whatever the registry says. */
export function problemsOfList(list: unknown, today: string): string[] {
  if (!Array.isArray(list)) return ["the list of allowed advisories is no list"];
  return list.flatMap((entry: unknown, at) => {
    if (!isAllowed(entry)) {
      return [`entry ${at + 1} must have an advisory, a package, a why and an until (YYYY-MM-DD)`];
    }
    const { advisory, until } = entry;
    const days = (Date.parse(until) - Date.parse(today)) / dayMs;
    if (days < 0) return [`${advisory} was allowed until ${until}: update, or decide again`];
    if (days > longestDays) return [`${advisory} is allowed for more than ${longestDays} days`];
    return [];
  });
}

/** The advisories that nobody has allowed, in words. Low ones may stay. */
export function problemsOfAudit({ advisories }: Audit, allowed: readonly Allowed[]): string[] {
  return Object.values(advisories)
    .filter(({ severity }) => !harmless.has(severity))
    .filter(
      (found) =>
        !allowed.some(
          (one) => one.advisory === found.github_advisory_id && one.package === found.module_name,
        ),
    )
    .map(({ github_advisory_id: id, module_name: name, severity, title, findings }) => {
      const versions = findings.map(({ version }) => version).join(", ");
      return `${id}: ${name} ${versions}, ${severity}: ${title}`;
    });
}

/** Why there is no answer to judge, from what `pnpm audit` said instead of one. */
export function reasonOfSilence(said: string): string {
  const [, status] = /responded with (\d{3})/.exec(said) ?? [];
  if (status !== undefined) return `this registry offers no audits (it answered ${status})`;
  return said === "" ? "the registry did not answer in time" : "the registry cannot be reached";
}

function isAllowed(entry: unknown): entry is Allowed {
  if (typeof entry !== "object" || entry === null) return false;
  const { advisory, package: name, why, until, ...more } = entry as Record<string, unknown>;
  return (
    typeof advisory === "string" &&
    /^GHSA(-[a-z0-9]{4}){3}$/.test(advisory) &&
    typeof name === "string" &&
    name !== "" &&
    typeof why === "string" &&
    why.length >= 20 &&
    typeof until === "string" &&
    isDay(until) &&
    Object.keys(more).length === 0
  );
}

const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().slice(0, 10) === text;
};
