import { Prose } from "../parts/prose.tsx";
import { pageFacts } from "./document/json-ld.ts";
import type { Page } from "./document/page.ts";

/** What a legal page says, and where. */
export interface LegalText {
  name: "privacy" | "terms";
  title: string;
  html: string;
}

/** The privacy statement and the terms. */
export const legalPage: Page<LegalText> = {
  head: ({ name, title }, setting) => {
    const description = `${title} of ${setting.site.title}.`;
    const path = `/${name}`;
    return {
      title,
      description,
      canonical: path,
      jsonLd: pageFacts({ type: "WebPage", name: title, description, path }, setting),
    };
  },

  body: ({ title, html }) => (
    <article className="post">
      <header className="post-head">
        <h1>{title}</h1>
      </header>
      <Prose html={html} />
    </article>
  ),
};
