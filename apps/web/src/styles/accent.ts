import { contrastOf, rgbOf } from "./contrast.ts";
import { hexOf, oklchOf, writtenAs } from "./oklch.ts";

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** What an accent is seen beside; the same as in `tokens.css`, which a test makes sure of. */
export const surroundings = {
  light: {
    paper: "#fbf9f4",
    grounds: ["#fbf9f4", "#fffefb", "#f3efe6"],
    /** What is written on a wash, and how much it has to stand out. */
    inks: { "#1e1b16": 7, "#4a443b": 7, "#6b6459": 4.5, "#a3123a": 4.5, "#2b6140": 4.5 },
    edge: "#8b8376",
  },
  dark: {
    paper: "#14161b",
    grounds: ["#14161b", "#1b1e25", "#0e1014"],
    inks: { "#ebe6da": 7, "#bfb9ac": 7, "#989286": 4.5, "#ff98a8": 4.5, "#8fcaa1": 4.5 },
    edge: "#6d727d",
  },
} as const;

/** WCAG 2.2 §1.4.3, AA: what text needs. */
export const legible = 4.5;

/** An accent as one theme shows it. */
export interface Shade {
  accent: string;
  /** Behind what is selected. */
  wash: string;
}

/** Quoin's own, which `tokens.css` has. */
export const ownShades: Record<Theme, Shade> = {
  light: { accent: "#9c3315", wash: "#f6e7de" },
  dark: { accent: "#f0a27f", wash: "#2b211f" },
};

/** How an owner's accent looks on paper and on ink. */
export const shadesOf = (accent: string): Record<Theme, Shade> => ({
  light: shadeOf(accent, "light"),
  dark: shadeOf(accent, "dark"),
});

/**
 * The accent itself where text in it can be read on everything of that theme; else the nearest
 * of its hue that can: darker on paper, lighter on ink.
 */
function shadeOf(accent: string, theme: Theme): Shade {
  const { lightness, chroma, hue } = oklchOf(accent);
  const step = theme === "light" ? -0.004 : 0.004;
  let shade = { accent, wash: washOf(accent, theme) };
  for (let now = lightness; !isLegible(shade, theme) && now >= 0 && now <= 1; now += step) {
    const nearest = hexOf({ lightness: now, chroma, hue });
    shade = { accent: nearest, wash: washOf(nearest, theme) };
  }
  return shade;
}

const isLegible = ({ accent, wash }: Shade, theme: Theme): boolean =>
  [...surroundings[theme].grounds, wash].every((ground) => contrastOf(accent, ground) >= legible);

/** Paper with as much of the accent in it as leaves every ink legible. */
function washOf(accent: string, theme: Theme): string {
  const { paper, inks, edge } = surroundings[theme];
  for (let share = 0.14; share > 0; share -= 0.01) {
    const wash = mixed(paper, accent, share);
    const isReadable = Object.entries(inks).every(([ink, need]) => contrastOf(ink, wash) >= need);
    if (isReadable && contrastOf(edge, wash) >= 3) return wash;
  }
  return paper;
}

function mixed(one: string, other: string, share: number): string {
  const [a, b] = [rgbOf(one), rgbOf(other)];
  const part = (at: 0 | 1 | 2) => a[at] + (b[at] - a[at]) * share;
  return writtenAs([part(0), part(1), part(2)]);
}

/**
 * What an accent replaces of `tokens.css`, in the same layer. Not by `light-dark()`: the build
 * spells that out for browsers that do not know it, and nothing builds this. Paper is light.
 */
export function accentRules(accent: string): string {
  const { light, dark } = shadesOf(accent);
  const bySystem = `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light])${set(dark)}}`;
  const byChoice = `@media screen{:root[data-theme=dark]${set(dark)}}`;
  return `@layer base{:root${set(light)}${bySystem}${byChoice}}`;
}

const set = ({ accent, wash }: Shade): string => `{--accent:${accent};--accent-wash:${wash}}`;
