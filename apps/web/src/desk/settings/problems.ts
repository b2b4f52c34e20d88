import { maxLengths, SiteText } from "@quoin/model";

const words: Record<string, string> = {
  title: `Give the site a name of at most ${maxLengths.siteTitle} characters.`,
  description: `Use at most ${maxLengths.siteDescription} characters.`,
  language: "That is no language. Write a tag such as en, de or pt-BR.",
  accent: "Write a # and six digits or letters from a to f, such as #9c3315.",
  navigation: "Twenty entries are the most a site can have.",
  label: `Give it a name of at most ${maxLengths.navigationLabel} characters.`,
  href: "Begin with / for a page of this site, or with https:// or mailto:.",
  privacy: "That is more than 100 kB.",
  terms: "That is more than 100 kB.",
};

/** What is wrong with settings as they are typed, by the path of the field: `navigation.0.href`. */
export function problemsOf(text: SiteText): ReadonlyMap<string, string> {
  const issues = SiteText.safeParse(text).error?.issues ?? [];
  return new Map(issues.map(({ path }) => [path.join("."), words[String(path.at(-1))] ?? ""]));
}
