import type { SiteView } from "@quoin/model";
import { Contrast, Moon, Sun } from "lucide-react";

import { searchPath } from "../../parts/addresses.ts";
import { Mark } from "../../parts/mark.tsx";

interface SiteHeaderProps {
  site: SiteView;
  path: string;
}

/** The running head: whose site this is, the ways through it, and the two switches. */
export function SiteHeader({ site, path }: SiteHeaderProps) {
  const links = [
    ...site.navigation,
    { label: "Archive", href: "/archive" },
    { label: "Search", href: searchPath },
  ];
  return (
    <header className="site-header">
      <a className="site-name" href="/" aria-current={path === "/" ? "page" : undefined}>
        <Mark />
        <span dir="auto">{site.title}</span>
      </a>
      <div className="site-ways">
        <nav aria-label="Site">
          {links.map(({ label, href }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two may lead to one place
            <a key={index} href={href} aria-current={isHere(href, path) ? "page" : undefined}>
              <bdi>{label}</bdi>
            </a>
          ))}
          <a href="/sign-in" data-sign-in="">
            Sign in
          </a>
        </nav>
        <ThemeSwitch />
      </div>
    </header>
  );
}

/** An address of the navigation may be kept as people read it, `/schön`. */
const isHere = (href: string, path: string): boolean => href === path || encodeURI(href) === path;

/** Without scripts it cannot work, so it stays disabled and out of sight until one enables it. */
function ThemeSwitch() {
  const look = { size: 18, strokeWidth: 1.75 };
  return (
    <button type="button" className="theme-switch" data-theme-switch="system" disabled>
      <Contrast {...look} className="of-system" />
      <Sun {...look} className="of-light" />
      <Moon {...look} className="of-dark" />
      <span className="unseen">Theme: system</span>
    </button>
  );
}
