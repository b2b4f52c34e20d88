import { randomBytes } from "node:crypto";

import { newSite, readSite } from "@quoin/api";
import { accentHref } from "@quoin/web/reading";
import { Hono } from "hono";

import { contentSecurityPolicy, noncedScripts } from "../../content-security-policy.ts";
import type { Door, Env } from "../request/door.ts";

// The shapes of `model` would try out whether they may compile themselves, which the policy stops
// and reports. zod reads this before anything of it is made.
const noEval = "globalThis.__zod_globalConfig={jitless:true}";

/** The desk's one HTML document, for every address under `/desk`. Never cached: it carries a nonce. */
export function deskRoutes({ deskAssets, services }: Door): Hono<Env> {
  const media = new URL(services.site.mediaUrl).origin;
  const origins = [
    ...new Set([media, services.blobs.uploadOrigin].filter((origin) => origin !== null)),
  ].join(" ");

  const shell = (nonce: string, accent: string | null) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Desk</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta property="csp-nonce" nonce="${nonce}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${deskAssets.styles.map((href) => `<link rel="stylesheet" href="${href}">`).join("\n")}
${accentLink(accent)}${deskAssets.preload.map((href) => `<link rel="modulepreload" href="${href}" nonce="${nonce}">`).join("\n")}
<script nonce="${nonce}">${noEval}</script>
<script type="module" src="${deskAssets.script}" nonce="${nonce}"></script>
</head>
<body>
<div id="desk"></div>
<noscript><p>The desk is an app and needs scripts. Everything published reads without them: <a href="/">go to the site</a>.</p></noscript>
</body>
</html>
`;

  const policy = (nonce: string) =>
    contentSecurityPolicy({
      "script-src": noncedScripts(nonce),
      "style-src": `'self' 'nonce-${nonce}'`,
      "img-src": `'self' data: blob: https: ${origins}`,
      "connect-src": `'self' ${origins}`,
    });

  const desk = new Hono<Env>();
  for (const path of ["/desk", "/desk/*"]) {
    desk.get(path, async (c) => {
      // A database in trouble takes away the colour, not the words somebody is writing.
      const { accent } = await readSite(services).catch(() => newSite);
      const nonce = randomBytes(16).toString("base64");
      c.header("Content-Security-Policy", policy(nonce));
      c.header("Cache-Control", "private, no-store");
      return c.html(shell(nonce, accent));
    });
  }
  return desk;
}

const accentLink = (accent: string | null): string =>
  accent === null ? "" : `<link rel="stylesheet" href="${accentHref(accent)}" data-accent>\n`;
