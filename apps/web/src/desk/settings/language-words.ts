import { languageOf } from "@quoin/model";

const names = new Intl.DisplayNames(["en"], { type: "language" });
const sample = new Date("2026-05-12T12:00:00.000Z");

/** What a language tag means, and how dates look in it; null for what is no tag. */
export function wordsOnLanguage(typed: string): string | null {
  const tag = languageOf(typed);
  if (tag === null) return null;
  const name = names.of(tag) ?? tag;
  const date = sample.toLocaleDateString(tag, { dateStyle: "long", timeZone: "UTC" });
  return `${name}. Dates look like ${date}.`;
}

/** Offered while typing; any other tag may be typed too. */
export const commonLanguages = ["en", "en-GB", "de", "fr", "es", "it", "pt-BR", "pt-PT", "nl"]
  .concat(["pl", "cs", "sv", "da", "nb", "fi", "el", "tr", "uk", "ru", "ar", "he", "hi"])
  .concat(["ja", "ko", "zh-Hans", "zh-Hant"])
  .map((tag) => ({ tag, name: names.of(tag) ?? tag }));
