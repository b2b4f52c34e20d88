import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const pattern = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
const tokens = new Map(
  [...css.matchAll(pattern)].map(([, name, light, dark]) => [name, { light, dark }]),
);

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

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
      const found = contrast(colour(words, theme), colour(ground, theme));
      expect(found, `${words} on ${ground}`).toBeGreaterThanOrEqual(ratio);
    }
  }
});
