import { createHash } from "node:crypto";

import { cast } from "@quoin/model";

const styles = `
  :root { color-scheme: light dark; --ink: #1d1b16; --soft: #6a655a; --paper: #faf8f3;
    --card: #fff; --line: #e3ddd0; --accent: #8a3324; --on-accent: #fff; }
  @media (prefers-color-scheme: dark) { :root { --ink: #ece7dc; --soft: #a59e90; --paper: #16150f;
    --card: #201e18; --line: #38342a; --accent: #e59a80; --on-accent: #241009; } }
  * { box-sizing: border-box; margin: 0 }
  body { min-height: 100vh; display: grid; place-items: center; padding: 2rem 1.25rem;
    background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
  main { width: min(100%, 27rem) }
  h1 { font: 600 2rem/1.15 Georgia, "Times New Roman", serif; letter-spacing: -0.01em;
    margin-block: 0.25rem 0.75rem }
  .where { color: var(--accent); font-size: 0.8125rem; font-weight: 600; letter-spacing: 0.06em;
    text-transform: uppercase }
  .why { color: var(--soft); margin-block-end: 1.75rem }
  ul { list-style: none; padding: 0; display: grid; gap: 0.625rem }
  li { position: relative; display: grid; grid-template-columns: auto 1fr; gap: 0 0.875rem;
    align-items: center; padding: 0.75rem 1rem; background: var(--card);
    border: 1px solid var(--line); border-radius: 0.75rem }
  li:hover { border-color: var(--accent) }
  .initial { grid-row: span 2; display: grid; place-items: center; width: 2.75rem; height: 2.75rem;
    border-radius: 50%; background: var(--accent); color: var(--on-accent);
    font: 600 1.25rem/1 Georgia, serif }
  button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
    text-align: start }
  li button { font-weight: 600 }
  li button::after { content: ""; position: absolute; inset: 0; border-radius: inherit }
  button:focus-visible { outline: none }
  li:focus-within:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px }
  .role { color: var(--soft); font-size: 0.875rem }
  .leave { display: block; margin: 1.5rem auto 0; color: var(--soft); text-decoration: underline;
    text-underline-offset: 0.2em; padding: 0.5rem }
  .leave:focus-visible { outline: 3px solid var(--accent); border-radius: 0.25rem }
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

/** The page that offers the cast: a form per person to be, and no script. */
export const castPage = `<!doctype html>
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
  <p class="where">On this machine only</p>
  <h1>Local sign-in</h1>
  <p class="why">No sign-in provider is configured, so Quoin lends you its cast. Who would you like to be?</p>
  <form method="post">
    <ul>${people.join("")}
    </ul>
    <button class="leave" name="person" value="nobody">Go back without signing in</button>
  </form>
</main>
</body>
</html>
`;

/** No `form-action`: the answer to the form is a redirect to the site, which it would stop. */
export const castPagePolicy = [
  "default-src 'none'",
  "img-src data:",
  `style-src 'sha256-${createHash("sha256").update(styles).digest("base64")}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
