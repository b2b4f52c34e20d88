import fc from "fast-check";

import { expectWords, type FuzzedSite } from "../open-site.ts";

const marks = [
  "*",
  "**",
  "_",
  "`",
  "```",
  "~~",
  "#",
  "> ",
  "- ",
  "1. ",
  "\n",
  "\n\n",
  "    ",
  "\t",
  "|",
  "|-",
  "|---|\n",
  "[",
  "](",
  ")",
  "![",
  "[^1]",
  "[^1]: ",
  "<",
  ">",
  "<div>",
  "</div>",
  "<!--",
  "-->",
  "&amp;",
  "&#0;",
  "\\",
  "http://a.b/",
  "www.",
  "@",
  "$",
  "---\n",
  "- [ ] ",
  "[a]: /b\n",
  "[a][a]",
  "é",
  "漢",
  "\u{1F600}",
  "\u202E",
  "word ",
  "<script>",
  "javascript:",
  "x".repeat(200),
];
const maxLength = 2500;

/** Markdown with a budget: what its marks may be put together to. */
export async function texts(site: FuzzedSite) {
  const headers = {
    ...(await site.headersOf(site.people.mara.id)),
    "content-type": "application/json",
  };
  const post = async (name: string, input: object) => {
    const body = JSON.stringify(input);
    const answer = await site.app.request(`${site.services.site.url}/trpc/${name}`, {
      method: "POST",
      headers,
      body,
    });
    const text = await answer.text();
    expectWords(answer.status, text);
    return JSON.parse(text) as { result?: { data: { id: string; version: number } } };
  };
  const some = fc
    .array(fc.constantFrom(...marks), { maxLength: 30 })
    .map((parts) => parts.join(""));
  const bodies = fc
    .tuple(some, fc.nat(400), some)
    .map(([before, times, after]) =>
      (before.repeat(times + 1) + after).slice(0, maxLength).toWellFormed(),
    );
  return fc.asyncProperty(bodies, async (body) => {
    const made = await post("draft.create", { title: "A text", body });
    if (made.result)
      await post("post.publish", { id: made.result.data.id, version: made.result.data.version });
  });
}
