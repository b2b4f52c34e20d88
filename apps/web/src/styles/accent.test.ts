import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { legible, ownShades, shadesOf, surroundings, themes } from "./accent.ts";
import { contrastOf } from "./contrast.ts";
import { hexOf, oklchOf } from "./oklch.ts";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const pattern = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
const tokens = new Map(
  [...css.matchAll(pattern)].map(([, name, light, dark]) => [name, { light, dark }]),
);

// Every corner of the cube, what lies between, and some that people choose.
const sides = [0, 0x33, 0x80, 0xff];
const part = (byte: number) => byte.toString(16).padStart(2, "0");
const cube = sides.flatMap((red) =>
  sides.flatMap((green) => sides.map((blue) => `#${part(red)}${part(green)}${part(blue)}`)),
);
const accents = [...cube, "#9c3315", "#f0a27f", "#0066cc", "#fbf9f4", "#14161b"];

const apart = (one: string, other: string) => Math.abs(oklchOf(one).hue - oklchOf(other).hue);

test("an accent is measured against what tokens.css really shows", () => {
  const names = { grounds: ["paper", "paper-raised", "paper-sunken"], edge: "edge" };
  const inks = ["ink", "ink-soft", "ink-faint", "danger", "ok"];
  for (const theme of themes) {
    const shown = surroundings[theme];
    const token = (name: string) => tokens.get(name)?.[theme];
    expect([shown.paper, shown.edge]).toEqual([token("paper"), token(names.edge)]);
    expect(shown.grounds).toEqual(names.grounds.map(token));
    expect(Object.keys(shown.inks)).toEqual(inks.map(token));
    expect(ownShades[theme]).toEqual({ accent: token("accent"), wash: token("accent-wash") });
  }
});

test.each(themes)("in %s, any accent can be read, and so can what lies on its wash", (theme) => {
  const { grounds, inks } = surroundings[theme];
  const written = tokens.get("accent-ink")?.[theme] ?? "";
  for (const chosen of accents) {
    const { accent, wash } = shadesOf(chosen)[theme];
    for (const ground of [...grounds, wash, written]) {
      expect(contrastOf(accent, ground), `${chosen} on ${ground}`).toBeGreaterThanOrEqual(legible);
    }
    for (const [ink, need] of Object.entries(inks)) {
      expect(contrastOf(ink, wash), `${ink} on the wash of ${chosen}`).toBeGreaterThanOrEqual(need);
    }
  }
});

test("an accent that can be read stays as it was chosen", () => {
  expect(shadesOf("#9c3315").light.accent).toBe("#9c3315");
  expect(shadesOf("#f0a27f").dark.accent).toBe("#f0a27f");
});

test("yellow on paper and midnight on ink keep their hue", () => {
  expect(apart(shadesOf("#ffff00").light.accent, "#ffff00")).toBeLessThan(0.1);
  expect(apart(shadesOf("#000033").dark.accent, "#000033")).toBeLessThan(0.1);
});

test("a colour read and written is the same colour", () => {
  for (const accent of accents) expect(hexOf(oklchOf(accent))).toBe(accent);
});
