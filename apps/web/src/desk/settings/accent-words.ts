import { legible, type Shade, surroundings, type Theme } from "../../styles/accent.ts";
import { contrastOf } from "../../styles/contrast.ts";

const grounds: Record<Theme, { on: string; pages: string }> = {
  light: { on: "On paper", pages: "light pages" },
  dark: { on: "On ink", pages: "dark pages" },
};

/** How well an accent can be read in one theme, in words, and what is shown where it cannot. */
export function wordsOnAccent(accent: string, shade: Shade, theme: Theme): string {
  const { on, pages } = grounds[theme];
  const ratios = surroundings[theme].grounds.map((ground) => contrastOf(accent, ground));
  const ratio = Math.floor(10 * Math.min(...ratios)) / 10;
  if (shade.accent === accent) return `${on} it stands out ${ratio} to 1 and is shown as it is.`;
  const why =
    ratio < legible
      ? `${on} it stands out only ${ratio} to 1, too little to read; text needs ${legible} to 1.`
      : `${on} it can be read, but not where text is selected.`;
  return `${why} Readers of ${pages} see ${shade.accent} instead.`;
}
