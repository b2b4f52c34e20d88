// Asks the registry for known holes in what the lockfile names, and fails for each that is not
// allowed in allowed-advisories.json. A registry that offers no audits is no failure, but is said.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import {
  type Allowed,
  type Audit,
  problemsOfAudit,
  problemsOfList,
  reasonOfSilence,
} from "./judge-audit.ts";

const file = new URL("allowed-advisories.json", import.meta.url);
const list: unknown = JSON.parse(readFileSync(file, "utf8"));
const problems = problemsOfList(list, new Date().toISOString().slice(0, 10));

const { stdout, stderr } = spawnSync("npx", ["-y", "pnpm@12", "audit", "--json"], {
  encoding: "utf8",
  timeout: 120_000,
});
const audit = read(stdout);
if (audit) problems.push(...problemsOfAudit(audit, problems.length > 0 ? [] : (list as Allowed[])));
else say(`not audited: ${reasonOfSilence(stderr)}`);

for (const problem of problems) say(problem);
if (audit && problems.length === 0) say("no known hole that is not allowed");
process.exitCode = problems.length > 0 ? 1 : 0;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Null for anything but an answer. */
function read(text: string): Audit | null {
  if (!text.startsWith("{")) return null;
  const answer = JSON.parse(text) as Partial<Audit>; // pnpm wrote it
  return answer.advisories ? { advisories: answer.advisories } : null;
}
