import type { PostItem, SiteView } from "@quoin/model";
import { markdownPath } from "@quoin/web/reading";

/** What language models read first (llmstxt.org): what is here, and where each text is as Markdown. */
export function llmsText(site: SiteView, origin: string, posts: readonly PostItem[]): string {
  const lines = posts.map(({ title, slug, excerpt }) => {
    const about = excerpt === "" ? "" : `: ${inLine(excerpt)}`;
    return `- [${inLine(title)}](${origin}${markdownPath(slug)})${about}`;
  });
  return `# ${inLine(site.title)}

> ${inLine(site.description || "Posts, newest first.")}

Every post and page is also there as the Markdown it was written in: its address with \`.md\` at the end.

## Posts

${lines.length > 0 ? lines.join("\n") : "None yet."}

## Optional

- [Sitemap](${origin}/sitemap.xml): the addresses of all posts and pages
- [Feed](${origin}/feed.json): the newest posts, whole, as JSON
`;
}

/** Words on one line, in which no mark begins anything. */
const inLine = (text: string): string =>
  text
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/[\\`*_[\]<>#|]/g, String.raw`\$&`);
