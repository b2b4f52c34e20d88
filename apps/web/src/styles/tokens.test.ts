import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { contrastOf } from "./contrast.ts";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const pattern = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
const tokens = new Map(
  [...css.matchAll(pattern)].map(([, name, light, dark]) => [name, { light, dark }]),
);

function colour(name: string, theme: "light" | "dark"): string {
  const value = tokens.get(name)?.[theme];
  if (value === undefined) throw new Error(`tokens.css has no colour --${name}`);
  return value;
}

const grounds = ["paper", "paper-raised", "paper-sunken", "accent-wash"];
const cases: [words: string, on: string[], ratio: number][] = [
  ["ink", grounds, 7],
  ["ink-soft", grounds, 7],
  ["ink-faint", grounds, 4.5],
  ["accent", grounds, 4.5],
  ["danger", grounds, 4.5],
  ["ok", grounds, 4.5],
  ["edge", grounds, 3], // what a control needs to be seen by (1.4.11)
  ["accent-ink", ["accent"], 4.5],
];

test.each(["light", "dark"] as const)("in %s, words stand out from what they are on", (theme) => {
  for (const [words, on, ratio] of cases) {
    for (const ground of on) {
      const found = contrastOf(colour(words, theme), colour(ground, theme));
      expect(found, `${words} on ${ground}`).toBeGreaterThanOrEqual(ratio);
    }
  }
});
