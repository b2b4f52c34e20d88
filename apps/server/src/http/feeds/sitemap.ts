import type { PublicAddress } from "@quoin/api";
import type { PostId } from "@quoin/model";
import { postPath } from "@quoin/web/reading";

import { xml } from "./xml.ts";

const schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** A sitemap of some addresses; the front page leads the first one. */
export function sitemap(
  origin: string,
  addresses: readonly PublicAddress[],
  { withHome }: { withHome: boolean },
): string {
  const home = withHome ? `<url><loc>${xml(origin)}/</loc></url>\n` : "";
  const urls = addresses.map(
    ({ slug, updatedAt }) =>
      `<url><loc>${xml(origin + postPath(slug))}</loc><lastmod>${updatedAt}</lastmod></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset ${schema}>
${home}${urls.join("\n")}
</urlset>
`;
}

/** The list of sitemaps of a site too large for one. */
export function sitemapIndex(origin: string, chunks: readonly PostId[]): string {
  const maps = chunks.map((id) => `<sitemap><loc>${xml(origin)}/sitemap-${id}.xml</loc></sitemap>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex ${schema}>
${maps.join("\n")}
</sitemapindex>
`;
}
