import { createHash } from "node:crypto";

import { cast } from "@quoin/model";

import { contentSecurityPolicy } from "../content-security-policy.ts";

// Paper, ink and hairlines as in the site's tokens.css, which this other origin cannot load.
const styles = `
  :root { color-scheme: light dark;
    --paper: light-dark(#fbf9f4, #14161b); --wash: light-dark(#f6e7de, #2b211f);
    --ink: light-dark(#1e1b16, #ebe6da); --soft: light-dark(#4a443b, #bfb9ac);
    --hairline: light-dark(#ded7c8, #2c3039); --accent: light-dark(#9c3315, #f0a27f);
    --serif: "Source Serif 4 Variable", Charter, Georgia, serif }
  * { box-sizing: border-box; margin: 0 }
  body { min-height: 100vh; display: grid; place-items: center; padding: 2.5rem 1.25rem;
    background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 var(--serif) }
  main { width: min(100%, 26rem) }
  svg { width: 2rem; height: 2rem; fill: var(--accent); display: block; margin-block-end: 1rem }
  h1 { font-size: 2.25rem; font-weight: 600; line-height: 1.15; letter-spacing: -0.015em }
  .why { color: var(--soft); margin-block: 0.75rem 2rem; text-wrap: pretty }
  ul { list-style: none; padding: 0; border-block-end: 1px solid var(--hairline) }
  li { position: relative; display: grid; grid-template-columns: 2.5rem 1fr; align-items: center;
    padding-block: 0.875rem; border-block-start: 1px solid var(--hairline) }
  li:hover { background: var(--wash) }
  .initial { grid-row: span 2; font-size: 1.75rem; line-height: 1;
    color: var(--accent) }
  button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
    text-align: start }
  li button { font-weight: 600 }
  li button::after { content: ""; position: absolute; inset: 0 }
  .role { color: var(--soft); font: 0.875rem/1.4 system-ui, sans-serif }
  .leave { display: block; margin: 1.5rem auto 0; padding: 0.5rem; color: var(--soft);
    font: 0.9375rem system-ui, sans-serif; text-decoration: underline;
    text-underline-offset: 0.2em }
  button:focus-visible { outline: none }
  li:has(:focus-visible), .leave:focus-visible { outline: 3px solid var(--accent);
    outline-offset: 2px }
`;

const roles = {
  owner: "Owner: may do everything",
  editor: "Editor: edits every post",
  writer: "Writer: edits their own posts",
  reader: "Reader: reads",
} as const;

const people = Object.entries(cast).map(
  ([member, { name, role }]) => `
      <li>
        <span class="initial" aria-hidden="true">${name.slice(0, 1)}</span>
        <button name="person" value="${member}" aria-describedby="${member}-role">Continue as ${name}</button>
        <span class="role" id="${member}-role">${roles[role]}</span>
      </li>`,
);

/** The page that offers the cast: a button per person to be, and no script. */
export const castPage = (token: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Local sign-in</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<style>${styles}</style>
</head>
<body>
<main>
  <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M1 4h19v5.2L1 14.6z"/><path d="M23 20H4v-5.2l19-5.4z"/></svg>
  <h1>Local sign-in</h1>
  <p class="why">Only this machine can see this page. No other sign-in is set up, so Quoin lends you its cast: who would you like to be?</p>
  <form method="post">
    <input type="hidden" name="token" value="${token}">
    <ul>${people.join("")}
    </ul>
    <button class="leave" name="person" value="nobody">Go back without signing in</button>
  </form>
</main>
</body>
</html>
`;

/** No `form-action`: the answer to the form is a redirect to the site, which it would stop. */
export const castPagePolicy = contentSecurityPolicy({
  "default-src": "'none'",
  "img-src": "data:",
  "style-src": `'sha256-${createHash("sha256").update(styles).digest("base64")}'`,
  "form-action": null,
});
