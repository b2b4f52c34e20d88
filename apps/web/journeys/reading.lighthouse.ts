import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";

import { expect } from "@playwright/test";

import { journey } from "./site.ts";

const test = journey({ seed: true });

// Fetched when it is asked for: with all it needs it weighs 156 MB (Apache-2.0), which nobody who
// installs Quoin should have to wait for.
const lighthouse = "lighthouse@13.5.0";

/** A seeded post with pictures, code and a note. */
const address = "/the-grid-is-a-promise";
const runs = 5;
const enough = 99;
const categories = ["performance", "accessibility", "best-practices", "seo"];

type Scores = Record<string, number>;

interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
}

/** Asks Lighthouse about a page as its slow phone gets it. */
async function ask(url: string, browser: string, file: string): Promise<Report> {
  const asked = [url, "--quiet", "--output=json", `--output-path=${file}`];
  const flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu";
  const child = spawn("npx", ["-y", lighthouse, ...asked, flags], {
    env: { ...process.env, CHROME_PATH: browser },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`Lighthouse ended with ${code}`);
  return JSON.parse(await readFile(file, "utf8"));
}

/** Each category out of 100; what counts and falls short is said. */
function scoresOf({ categories: found, audits }: Report): Scores {
  const scores: Scores = {};
  for (const [name, { score, auditRefs }] of Object.entries(found)) {
    scores[name] = Math.round((score ?? 0) * 100);
    for (const { id, weight } of auditRefs) {
      const audit = audits[id];
      if (weight === 0 || !audit || audit.score === null || audit.score >= 0.99) continue;
      say(`  ${name}: ${audit.title} ${audit.displayValue ?? ""} (${audit.score})`);
    }
  }
  return scores;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const medianOf = (numbers: number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;

test(`Lighthouse gives a post ${enough} or more in everything, the median of ${runs}`, async ({
  site,
}, testInfo) => {
  test.setTimeout(900_000);
  const browser = testInfo.project.use.launchOptions?.executablePath ?? "";
  const all: Scores[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const file = testInfo.outputPath(`${run}.json`);
    const scores = scoresOf(await ask(site.url + address, browser, file));
    say(`run ${run}: ${JSON.stringify(scores)}`);
    all.push(scores);
  }
  const names = Object.keys(all[0] ?? {});
  const medians = names.map((name) => [name, medianOf(all.map((one) => one[name] ?? 0))] as const);
  say(`median of ${runs}: ${JSON.stringify(Object.fromEntries(medians))}`);
  expect(names).toEqual(expect.arrayContaining(categories));
  expect(medians.filter(([, score]) => score < enough)).toEqual([]);
});
