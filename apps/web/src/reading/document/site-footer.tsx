import type { SiteView } from "@quoin/model";

/** The colophon. */
export function SiteFooter({ site }: { site: SiteView }) {
  return (
    <footer className="site-footer">
      <p dir="auto">{site.title}</p>
      <nav aria-label="About this site">
        <a href="/feed.xml" type="application/rss+xml">
          RSS feed
        </a>
        <a href="/privacy">Privacy</a>
        <a href="/terms">Terms</a>
      </nav>
    </footer>
  );
}
