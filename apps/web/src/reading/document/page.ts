import type { SiteView } from "@quoin/model";
import type { ReactNode } from "react";

/** What a document says about itself. */
export interface Head {
  title: string;
  description: string;
  /** A path of this site, or a whole address elsewhere. Absent: not to be indexed. */
  canonical?: string;
  /** What stands for the page where it is shared; a path or a whole address. */
  image?: { src: string; alt: string; width: number; height: number };
  /** Facts of a post. */
  article?: { publishedAt: string; updatedAt: string; author: string; tags: readonly string[] };
  /** The path of the same text as Markdown. */
  markdown?: string;
  type?: "website" | "article" | "profile";
  /** Schema.org facts. */
  jsonLd?: object;
}

/** What every page is handed besides its own data. */
export interface Setting {
  site: SiteView;
  /** The public origin, without a trailing slash. */
  origin: string;
}

/** One kind of page: what its head says and what its body shows. Pure: no cookie, viewer or clock. */
export interface Page<Data> {
  head(data: Data, setting: Setting): Head;
  body(data: Data, setting: Setting): ReactNode;
}

/** Addresses of the built files a document links to. */
export interface Assets {
  readingCss: string;
  enhanceJs: string;
  /** Font files worth fetching before the styles are read. */
  fonts: readonly string[];
}

/** What stands around a page. */
export interface Frame {
  setting: Setting;
  assets: Assets;
  /** The path asked for; marks the navigation's present entry. */
  path: string;
  /** Only for documents with a policy of their own, which are never cached. */
  nonce?: string;
}
