import type { ReactNode } from "react";

import { surroundings, themes } from "../../styles/accent.ts";
import { accentHref } from "./accent-sheet.ts";
import { speculationRules, themeBoot } from "./constant-blocks.ts";
import { feeds } from "./feeds.ts";
import { jsonForScript } from "./json-ld.ts";
import { OpenGraph } from "./open-graph.tsx";
import type { Frame, Head } from "./page.ts";
import { SiteFooter } from "./site-footer.tsx";
import { SiteHeader } from "./site-header.tsx";

/** What a browser paints around the page: the page's own ground. */
const paperColours = themes.map((theme) => ({ theme, colour: surroundings[theme].paper }));

interface DocumentProps extends Frame {
  head: Head;
  children: ReactNode;
}

/**
 * A whole document: head, skip link, header, the page's main part, footer.
 *
 * Ids of ours begin with an underscore, which no heading's id does.
 */
export function Document({ head, children, ...frame }: DocumentProps) {
  const { site } = frame.setting;
  return (
    <html lang={site.language}>
      <DocumentHead head={head} {...frame} />
      <body>
        <a className="skip-link" href="#_main">
          Skip to the text
        </a>
        <SiteHeader site={site} path={frame.path} />
        <main id="_main" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter site={site} />
      </body>
    </html>
  );
}

function DocumentHead({ head, setting, assets, nonce }: Frame & { head: Head }) {
  const { site, origin } = setting;
  const title = head.title === site.title ? site.title : `${head.title} · ${site.title}`;
  return (
    <head>
      <meta charSet="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {paperColours.map(({ theme, colour }) => (
        <meta
          key={theme}
          name="theme-color"
          media={`(prefers-color-scheme: ${theme})`}
          content={colour}
          data-scheme={theme}
        />
      ))}
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: themeBoot }} />
      {assets.fonts.map((href) => (
        <link key={href} rel="preload" as="font" type="font/woff2" href={href} crossOrigin="" />
      ))}
      <link rel="stylesheet" href={assets.readingCss} />
      {site.accent !== null && <link rel="stylesheet" href={accentHref(site.accent)} />}
      <script type="module" src={assets.enhanceJs} nonce={nonce} />
      <link rel="icon" href="/favicon.ico" sizes="32x32" />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      {feeds.map(({ type, href, name }) => (
        <link key={href} rel="alternate" type={type} title={`${site.title}, ${name}`} href={href} />
      ))}
      {head.markdown !== undefined && (
        <link rel="alternate" type="text/markdown" title="Markdown" href={head.markdown} />
      )}
      {head.description !== "" && <meta name="description" content={head.description} />}
      {head.canonical === undefined ? (
        <meta name="robots" content="noindex" />
      ) : (
        <link rel="canonical" href={new URL(head.canonical, origin).href} />
      )}
      <OpenGraph head={head} setting={setting} />
      {head.jsonLd !== undefined && (
        <script
          type="application/ld+json"
          dangerouslySetInnerHTML={{ __html: jsonForScript(head.jsonLd) }}
        />
      )}
      <script
        type="speculationrules"
        nonce={nonce}
        dangerouslySetInnerHTML={{ __html: speculationRules }}
      />
    </head>
  );
}
