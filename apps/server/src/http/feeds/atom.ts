import type { FeedPost } from "@quoin/api";
import type { SiteView } from "@quoin/model";
import { authorPath, postPath } from "@quoin/web/reading";

import { feedHtml, feedId, lastChange } from "./feed-html.ts";
import { xml } from "./xml.ts";

/** A feed must say when it changed (RFC 4287 §4.2.15); one that never had anything says so. */
const never = "1970-01-01T00:00:00.000Z";

/** The same as the RSS feed, for those who read Atom (RFC 4287). */
export function atomFeed(site: SiteView, origin: string, posts: readonly FeedPost[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(site.language)}">
<id>${xml(origin)}/</id>
<title>${xml(site.title)}</title>
${site.description === "" ? "" : `<subtitle>${xml(site.description)}</subtitle>\n`}<updated>${lastChange(posts) ?? never}</updated>
<link rel="alternate" type="text/html" href="${xml(origin)}/"/>
<link rel="self" type="application/atom+xml" href="${xml(origin)}/atom.xml"/>
${posts.map((post) => entry(origin, post)).join("\n")}
</feed>
`;
}

function entry(origin: string, post: FeedPost): string {
  const terms = post.tags.map(
    ({ slug, name }) => `<category term="${xml(slug)}" label="${xml(name)}"/>\n`,
  );
  return `<entry>
<id>${feedId(post)}</id>
<title>${xml(post.title)}</title>
<link rel="alternate" type="text/html" href="${xml(origin + postPath(post.slug))}"/>
<published>${post.publishedAt}</published>
<updated>${post.updatedAt}</updated>
<author><name>${xml(post.author.name)}</name><uri>${xml(origin + authorPath(post.author.handle))}</uri></author>
${terms.join("")}<summary>${xml(post.excerpt)}</summary>
<content type="html">${xml(feedHtml(origin, post))}</content>
</entry>`;
}
