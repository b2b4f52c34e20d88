import type { SiteText } from "@quoin/model";

export const settingNames = [
  "title",
  "description",
  "language",
  "accent",
  "navigation",
  "privacy",
  "terms",
] as const satisfies (keyof SiteText)[];
export type SettingName = (typeof settingNames)[number];

/** The settings alone, of whatever carries them. */
export function siteTextOf(from: SiteText): SiteText {
  const { title, description, language, accent, navigation, privacy, terms } = from;
  return { title, description, language, accent, navigation, privacy, terms };
}

/** One setting as text, to compare and to show. Null is what Quoin brings. */
export function said(text: SiteText, name: SettingName): string | null {
  if (name !== "navigation") return text[name];
  return text.navigation.map(({ label, href }) => `${label} → ${href}`).join("\n");
}

/** What differs from what was read, and nothing else. */
export function changesOf(before: SiteText, now: SiteText): Partial<SiteText> {
  const names = settingNames.filter((name) => said(before, name) !== said(now, name));
  return Object.fromEntries(names.map((name) => [name, now[name]]));
}

/** What is on screen after an answer: what the site says, but for what was typed meanwhile. */
export const afterSave = (sent: SiteText, answer: SiteText, now: SiteText): SiteText => ({
  ...siteTextOf(answer),
  ...changesOf(sent, now),
});
