import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

type Pair = readonly [light: string, dark: string];

/** The `light-dark()` value of a property in a rule; undefined when the rule has none. */
function pairOf(rule: string, property: string): Pair | undefined {
  const match = new RegExp(
    `(?<![\\w-])${property}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`,
  ).exec(rule);
  return match ? [match[1] ?? "", match[2] ?? ""] : undefined;
}

/** WCAG 2.2, relative luminance. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
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
