import fc from "fast-check";

import { bentText } from "../bent.ts";
import { expectWords, type FuzzedSite } from "../open-site.ts";

const cursor = "2026-05-12T09:00:00.000Z_01990000-0000-7000-8000-000000000001";
const id = "01990000-0000-7000-8000-000000000001";
const asked = (input: object) => encodeURIComponent(JSON.stringify(input));
const whole = [
  `/archive?after=${cursor}`,
  `/tag/ink?after=${cursor}`,
  `/author/mara?after=${cursor}`,
  `/search?q=on+quoins+-"not+this"&after=12_${id}`,
  `/trpc/post.list?input=${asked({ tag: "ink", author: "mara", featured: true, cursor, limit: 20 })}`,
  `/trpc/post.search?input=${asked({ query: 'a "b c" -d', cursor: `12_${id}`, limit: 9 })}`,
  `/trpc/post.bySlug,site.read,session.mine?batch=1&input=${asked({ 0: { slug: "é" }, 2: { passive: true } })}`,
  `/trpc/draft.list?input=${asked({ state: "changed", query: "a", cursor, limit: 1 })}`,
  `/trpc/revision.read?input=${asked({ id, number: 1 })}`,
  `/media/${id}/w320.webp`,
  `/media/${id}`,
  `/sitemap-${id}.xml`,
  "/on-quoins.md",
  "/une-ann%C3%A9e/%E2%80%AE?q=%00",
  `/preview/${"t".repeat(43)}`,
  `/sign-in?return_to=%2Fdesk%2Fposts%3Fa%3D1&invite=${"i".repeat(43)}&again=1`,
  "/blobs/eyJtZXRob2QiOiJHRVQifQ.c2ln",
  "/assets/accent-aa3300-0123abcd.css",
];
const tokens = [
  "%FF",
  "%E2%80",
  "%25",
  "+",
  "&",
  "?",
  "#",
  "{",
  "}",
  "[]",
  "null",
  "true",
  "2026-02-30",
  "0000-",
  "undefined",
  "//",
  "/../",
  "%2e%2e%2f",
  "\\",
];

/** Addresses: paths, queries, cursors and the input of questions. */
export async function queries(site: FuzzedSite) {
  const headers = await site.headersOf(site.people.ada.id);
  return fc.asyncProperty(
    fc.oneof(...whole.map((one) => bentText(one, tokens))),
    async (address) => {
      const url = `http://localhost:3000/${address.replace(/^\/?/, "").replace(/[\r\n\t]/g, "")}`;
      if (URL.parse(url) === null) return;
      const answer = await site.app.request(url, { headers: { ...headers, accept: "text/html" } });
      expectWords(answer.status, await answer.text());
    },
  );
}
