import { Prose } from "../parts/prose.tsx";
import type { Page } from "./page.ts";

/** What a legal page says, and where. */
export interface LegalText {
  name: "privacy" | "terms";
  title: string;
  html: string;
}

/** The privacy statement and the terms. */
export const legalPage: Page<LegalText> = {
  head: ({ name, title }, { site }) => ({
    title,
    description: `${title} of ${site.title}.`,
    canonical: `/${name}`,
  }),

  body: ({ title, html }) => (
    <article className="post">
      <header className="post-head">
        <h1>{title}</h1>
      </header>
      <Prose html={html} />
    </article>
  ),
};
