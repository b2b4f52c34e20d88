import type { MediaId, Picture } from "@quoin/model";
import { expect, test } from "vitest";

import { mediaIdsIn } from "./media-ids.ts";
import { renderMarkdown } from "./render.ts";

const quoin = "0198f3a2-1111-7222-8333-444455556666" as MediaId;
const press = "0198f3a2-1111-7222-8333-444455557777" as MediaId;
const picture: Picture = {
  src: "/media/b1/master.jpg",
  alt: "A quoin in its forme",
  width: 1600,
  height: 900,
  variants: [
    { url: "/media/b1/320.webp", width: 320 },
    { url: "/media/b1/640.webp", width: 640 },
  ],
};
const pictures = new Map([
  [quoin, picture],
  [press, { ...picture, alt: "A press", variants: [] }],
]);

const render = (body: string) => renderMarkdown(body, { pictures });
const htmlOf = async (body: string) => (await render(body)).html.trim();

test("a heading has an address and a link to it", async () => {
  expect(await htmlOf("## On *Quoins*")).toBe(
    '<h2 id="on-quoins">On <em>Quoins</em> ' +
      '<a class="heading-link" href="#on-quoins" aria-label="Link to “On Quoins”">#</a></h2>',
  );
});

test("a table of contents lists three levels, and the same words get different addresses", async () => {
  const { headings } = await render("## One\n### Two\n#### Three\n##### Four\n## One");
  expect(headings).toEqual([
    { id: "one", depth: 2, text: "One" },
    { id: "two", depth: 3, text: "Two" },
    { id: "three", depth: 4, text: "Three" },
    { id: "one-1", depth: 2, text: "One" },
  ]);
});

test("a text that begins with # moves down a level as a whole, for the title is the page's own", async () => {
  const { headings } = await render("# Part\n## Chapter\n# Part two");
  expect(headings.map(({ depth }) => depth)).toEqual([2, 3, 2]);
  expect(await htmlOf("# a\n###### b")).toContain("<h6");
});

test("no heading takes an address of the page's or of a note's", async () => {
  const { headings } = await render("## _main\n## fn-1\n## fnref 1\n## !!!\n##\n## Fn-style");
  expect(headings.map(({ id }) => id)).toEqual(["main", "on-fn-1", "on-fnref-1", "fn-style"]);
});

test("a heading of the writer's with a note in it keeps a clean name", async () => {
  const { headings } = await render("## Wedges[^1]\n\n[^1]: A note.");
  expect(headings).toEqual([{ id: "wedges", depth: 2, text: "Wedges" }]);
});

test("code is framed with its language and coloured by classes alone", async () => {
  const html = await htmlOf("```ts\nconst a: string = 'b'; // c\n```");
  expect(html).toBe(
    '<figure class="code"><figcaption>ts</figcaption>' +
      '<pre tabindex="0" role="group" aria-label="Code in ts"><code class="language-ts">' +
      '<span class="t-keyword">const</span> a: <span class="t-type">string</span> = ' +
      '<span class="t-string">\'b\'</span>; <span class="t-comment">// c\n</span></code></pre></figure>',
  );
});

test("every language people write about here is coloured", async () => {
  const samples: Record<string, string> = {
    bash: 'echo "$HOME" # x',
    css: "a { color: red }",
    diff: "-old\n+new",
    dockerfile: "FROM node:24",
    go: "func main() {}",
    html: '<p class="a">b</p>',
    json: '{ "a": 1 }',
    jsx: "const a = <b c={1} />;",
    md: "# Title",
    py: "def f(x): return 1",
    rust: "fn main() {}",
    sql: "SELECT 1 FROM a",
    toml: "a = 1",
    tsx: "const a = <b c={1} />;",
    yaml: "a: 'b'",
  };
  for (const [language, source] of Object.entries(samples)) {
    expect(await htmlOf(`\`\`\`${language}\n${source}\n\`\`\``)).toMatch(/<span class="t-\w+">/);
  }
});

test("code without a language, or in one nobody knows, is shown as it is", async () => {
  expect(await htmlOf("```\n<b>\n```")).toContain('aria-label="Code"><code>&lt;b>\n</code>');
  expect(await htmlOf("```nope\n<b>\n```")).toContain("<figcaption>nope</figcaption>");
});

test("a table scrolls by itself and its cells are aligned by classes", async () => {
  const html = await htmlOf("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |");
  expect(html).toMatch(/^<div class="table" role="region" tabindex="0" aria-label="Table"><table>/);
  expect(html).toContain('<td class="align-center">2</td>');
  expect(html).not.toContain("style");
});

test("two tables have two names", async () => {
  const table = "| a |\n|---|\n| 1 |\n";
  const names = (await htmlOf(`${table}\n${table}`)).matchAll(/aria-label="([^"]+)"/g);
  expect(Array.from(names, ([, name]) => name)).toEqual(["Table", "Table 2"]);
});

test("a picture alone in its paragraph is a figure, with every size and its title below", async () => {
  expect(await htmlOf(`![Two wedges](/media/${quoin} "Oak, about 1880")`)).toBe(
    '<figure class="picture"><img src="/media/b1/master.jpg" ' +
      'srcset="/media/b1/320.webp 320w, /media/b1/640.webp 640w" ' +
      'sizes="(min-width: 41rem) 37.5rem, 100vw" width="1600" height="900" alt="Two wedges" ' +
      'decoding="async"><figcaption>Oak, about 1880</figcaption></figure>',
  );
});

test("words for a picture come from the text, or else from the library", async () => {
  expect(await htmlOf(`![](/media/${quoin})`)).toContain('alt="A quoin in its forme"');
});

test("a blank description makes a picture decorative, whatever the library says of it", async () => {
  expect(await htmlOf(`![ ](/media/${quoin})`)).toContain('alt=""');
});

test("a picture in a sentence stays in it, and all but the first wait until they are near", async () => {
  const html = await htmlOf(`![a](/media/${quoin})\n\nSee ![b](/media/${press}) here.`);
  expect(html).toContain('alt="b" loading="lazy"');
  expect(html.match(/loading="lazy"/g)).toHaveLength(1);
  expect(html.match(/<figure/g)).toHaveLength(1);
});

test("a picture that is not there leaves its words, and one elsewhere a link", async () => {
  expect(await htmlOf("![gone](/media/0198f3a2-1111-7222-8333-44445555ffff)")).toBe(
    '<p><span class="missing-picture">gone</span></p>',
  );
  expect(await htmlOf("![a cat](https://elsewhere.example/cat.png)")).toBe(
    '<p><a class="picture-elsewhere" href="https://elsewhere.example/cat.png" ' +
      'rel="noopener noreferrer">a cat</a></p>',
  );
});

test("links go to web pages, to people and within the site, and nowhere else", async () => {
  expect(await htmlOf("[a](https://b.example/c)")).toContain('rel="noopener"');
  expect(await htmlOf("[a](/b) [c](#d) [e](mailto:f@g.example)")).toBe(
    '<p><a href="/b">a</a> <a href="#d">c</a> <a href="mailto:f@g.example">e</a></p>',
  );
  expect(await htmlOf('<a href="ftp://a.example">b</a>')).toBe("<p><a>b</a></p>");
});

test("a scheme in capitals is the same scheme", async () => {
  const html = await htmlOf(
    "HTTPS://B.example [a](MailTo:c@d.example) <a href='HTTP://e.example'>f</a>",
  );
  expect(html).toContain('<a href="https://B.example" rel="noopener">HTTPS://B.example</a>');
  expect(html).toContain('<a href="mailto:c@d.example">a</a>');
  expect(html).toContain('<a href="http://e.example" rel="noopener">f</a>');
  expect(await htmlOf("<a href='JavaScript:alert(1)'>b</a>")).toBe("<p><a>b</a></p>");
});

test("bare addresses are links, and file names are not", async () => {
  expect(await htmlOf("www.quoin.example me@quoin.example README.md")).toBe(
    '<p><a href="http://www.quoin.example" rel="noopener">www.quoin.example</a> ' +
      '<a href="mailto:me@quoin.example">me@quoin.example</a> README.md</p>',
  );
});

test("notes are numbered by their first mention and lead back to each", async () => {
  const html = await htmlOf("One[^b] two[^a] three[^b].\n\n[^a]: A.\n[^b]: B.");
  expect(html).toContain('<a href="#fn-1" id="fnref-1" aria-label="Note 1">1</a>');
  expect(html).toContain('<a href="#fn-1" id="fnref-1-2" aria-label="Note 1">1</a>');
  expect(html).toMatch(/<li id="fn-1">\s*<p>B\. <a class="footnote-back" href="#fnref-1"/);
  expect(html).toContain('href="#fnref-1-2" aria-label="Back to mention 2 of note 1"');
  expect(html.indexOf("<p>B.")).toBeLessThan(html.indexOf("<p>A."));
});

test("tasks have boxes that say their state and cannot be ticked", async () => {
  expect(await htmlOf("- [ ] ink\n- [x] paper\n- \\[ ] neither")).toBe(
    '<ul class="contains-task-list">\n' +
      '<li class="task-list-item"><input type="checkbox" disabled aria-label="To do"> ink</li>\n' +
      '<li class="task-list-item"><input type="checkbox" disabled checked aria-label="Done"> paper</li>\n' +
      "<li>[ ] neither</li>\n</ul>",
  );
});

test("harmless tags work, and those that would swallow the rest are shown as text", async () => {
  expect(await htmlOf("Press <kbd>Esc</kbd>, H<sub>2</sub>O")).toBe(
    "<p>Press <kbd>Esc</kbd>, H<sub>2</sub>O</p>",
  );
  expect(await htmlOf("The <title> tag. *Still here.*")).toBe(
    "<p>The &lt;title> tag. <em>Still here.</em></p>",
  );
  expect(await htmlOf("> <!-- never closed\n\n*Still here.*")).toContain("<em>Still here.</em>");
});

test("what the writer calls class, id or style is not kept", async () => {
  expect(await htmlOf('<p class="copy-code" id="_main" style="x" onclick="y">z</p>')).toBe(
    "<p>z</p>",
  );
});

test("the plain text holds the words, each block on its own line, without blocks of code", async () => {
  const { plainText } = await render(
    "## Title\n\nA *b* `c`.[^1]\n\n```ts\nlet hidden;\n```\n\n| d | e |\n|---|---|\n| f | g |\n\n[^1]: Note.",
  );
  expect(plainText).toBe("Title\nA b c.\nd\ne\nf\ng\nNote.");
});

test("reading time counts words, those of code as well, and characters where there are no words", async () => {
  expect((await render("word ".repeat(238))).readingSeconds).toBe(60);
  expect((await render("読".repeat(300))).readingSeconds).toBe(60);
  expect((await render("    word word\n".repeat(119))).readingSeconds).toBe(60);
  expect((await render("")).readingSeconds).toBe(0);
});

test("every media a text names is found once", () => {
  const body = `![a](/media/${quoin}) [pdf](/media/${press}) <img src="/media/${quoin.toUpperCase()}">`;
  expect(mediaIdsIn(body)).toEqual([quoin, press]);
  expect(mediaIdsIn(`![a](/media/${quoin}/640.webp) /media/nothing`)).toEqual([]);
});

test("the same text always comes out the same", async () => {
  const body = `# a\n\n![b](/media/${quoin})\n\n\`\`\`ts\nlet c;\n\`\`\`\n`;
  const [one, two] = await Promise.all([render(body), render(body)]);
  expect(one).toEqual(two);
});
