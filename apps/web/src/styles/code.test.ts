import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { contrastOf } from "./contrast.ts";

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

type Pair = readonly [light: string, dark: string];

/** The `light-dark()` value of a property in a rule; undefined when the rule has none. */
function pairOf(rule: string, property: string): Pair | undefined {
  const match = new RegExp(
    `(?<![\\w-])${property}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`,
  ).exec(rule);
  return match ? [match[1] ?? "", match[2] ?? ""] : undefined;
}

const paper = pairOf(read("./tokens.css"), "--paper-sunken");
const rules = read("./code.css")
  .split("}")
  .filter((rule) => pairOf(rule, "color") !== undefined);

test("every colour of code can be read on paper and on ink", () => {
  expect(rules.length).toBeGreaterThan(8);
  for (const rule of rules) {
    const colour = pairOf(rule, "color");
    const ground = pairOf(rule, "background") ?? paper;
    for (const side of [0, 1] as const) {
      expect(contrastOf(colour?.[side] ?? "", ground?.[side] ?? ""), rule).toBeGreaterThan(4.5);
    }
  }
});
