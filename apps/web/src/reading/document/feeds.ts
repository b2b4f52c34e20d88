/** The feeds of a site, the one most readers know first. What is in each, the server writes. */
export const feeds = [
  { type: "application/rss+xml", href: "/feed.xml", name: "RSS" },
  { type: "application/atom+xml", href: "/atom.xml", name: "Atom" },
  { type: "application/feed+json", href: "/feed.json", name: "JSON Feed" },
] as const;
export type Feed = (typeof feeds)[number];
