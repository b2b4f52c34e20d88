import type { Picture } from "@quoin/model";

import { authorPath, searchPath } from "../../parts/addresses.ts";
import type { Setting } from "./page.ts";

/**
 * JSON for a script element. `<` is the only character that could end or open markup there
 * (HTML, "Restrictions for contents of script elements"); JSON may spell it as an escape.
 */
export const jsonForScript = (facts: object): string =>
  JSON.stringify(facts).replaceAll("<", String.raw`\u003c`);

const context = { "@context": "https://schema.org" } as const;

/** The site itself, and how to search it. */
export const siteFacts = ({ site, origin }: Setting) => ({
  ...context,
  ...website({ site, origin }),
  description: site.description || undefined,
  inLanguage: site.language,
  potentialAction: {
    "@type": "SearchAction",
    target: { "@type": "EntryPoint", urlTemplate: `${origin}${searchPath}?q={search_term_string}` },
    "query-input": "required name=search_term_string",
  },
});

const website = ({ site, origin }: Setting) => ({
  "@type": "WebSite",
  name: site.title,
  url: `${origin}/`,
});

interface PageFacts {
  type: "CollectionPage" | "WebPage" | "ProfilePage" | "BlogPosting";
  name: string;
  description: string;
  /** A path of this site. */
  path: string;
}

/** A page of the site; `more` says what is special about its kind. */
export const pageFacts = (
  { type, name, description, path }: PageFacts,
  setting: Setting,
  more: object = {},
) => ({
  ...context,
  "@type": type,
  [type === "BlogPosting" ? "headline" : "name"]: name,
  description,
  url: setting.origin + path,
  inLanguage: setting.site.language,
  isPartOf: website(setting),
  ...more,
});

interface Shown {
  handle: string;
  name: string;
  bio?: string;
  picture: Picture | null;
}

/** Somebody who writes here. */
export const personFacts = ({ handle, name, bio, picture }: Shown, { origin }: Setting) => ({
  "@type": "Person",
  name,
  description: bio || undefined,
  url: origin + authorPath(handle),
  image: picture ? new URL(picture.src, origin).href : undefined,
});
