import type { Head, Setting } from "./page.ts";

/** What a page says of itself where somebody shares it (ogp.me). */
export function OpenGraph({ head, setting }: { head: Head; setting: Setting }) {
  const { title, description, canonical, image, article, type = "website" } = head;
  const { site, origin } = setting;
  const absolute = (address: string) => new URL(address, origin).href;
  const locale = localeOf(site.language);
  return (
    <>
      <meta property="og:title" content={title} />
      <meta property="og:site_name" content={site.title} />
      <meta property="og:type" content={type} />
      {locale !== null && <meta property="og:locale" content={locale} />}
      {canonical !== undefined && <meta property="og:url" content={absolute(canonical)} />}
      {description !== "" && <meta property="og:description" content={description} />}
      {image !== undefined && (
        <>
          <meta property="og:image" content={absolute(image.src)} />
          <meta property="og:image:width" content={String(image.width)} />
          <meta property="og:image:height" content={String(image.height)} />
          <meta property="og:image:alt" content={image.alt.trim() || title} />
        </>
      )}
      {article !== undefined && (
        <>
          <meta property="article:published_time" content={article.publishedAt} />
          <meta property="article:modified_time" content={article.updatedAt} />
          <meta property="article:author" content={absolute(article.author)} />
          {article.tags.map((tag) => (
            <meta key={tag} property="article:tag" content={tag} />
          ))}
        </>
      )}
      <meta
        name="twitter:card"
        content={type === "article" && image !== undefined ? "summary_large_image" : "summary"}
      />
    </>
  );
}

/** A language as Open Graph names it, with the place where most speak it: `pt` is `pt_BR`. */
function localeOf(tag: string): string | null {
  const { language, region } = new Intl.Locale(tag).maximize();
  return region === undefined ? null : `${language}_${region}`;
}
