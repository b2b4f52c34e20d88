// @vitest-environment jsdom
import { expect, test } from "vitest";

import { htmlToMarkdown } from "./html-to-markdown.ts";

// Fragments as they lie on the clipboard, shortened where they only repeat themselves.

const googleDocs = `<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7d1c2c0e-7fff-5b0e-8b52-2f6d1a3c"><h2 dir="ltr" style="line-height:1.38;margin-top:18pt;margin-bottom:6pt;"><span style="font-size:16pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:700;font-style:normal;text-decoration:none;vertical-align:baseline;white-space:pre-wrap;">On quoins</span></h2><p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"><span style="font-size:11pt;font-weight:400;font-style:normal;white-space:pre-wrap;">A quoin is a </span><span style="font-size:11pt;font-weight:700;font-style:normal;white-space:pre-wrap;">wedge</span><span style="font-size:11pt;font-weight:400;white-space:pre-wrap;"> of </span><span style="font-weight:400;font-style:italic;white-space:pre-wrap;">wood</span><span style="font-weight:400;white-space:pre-wrap;"> or </span><a href="https://www.google.com/url?q=https://example.com/metal?utm_source%3Dx&amp;sa=D&amp;source=editors&amp;ust=1" style="text-decoration:none;"><span style="font-size:11pt;color:#1155cc;text-decoration:underline;white-space:pre-wrap;">metal</span></a><span style="white-space:pre-wrap;">.</span></p><br /><ul style="margin-top:0;margin-bottom:0;padding-inline-start:48px;"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">One</span></p></li><ul style="padding-inline-start:48px;"><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span>Inner</span></p></li></ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="text-decoration:line-through;">Two</span></p></li></ul><div dir="ltr" align="left"><table style="border:none;border-collapse:collapse;"><colgroup><col width="100" /><col width="100" /></colgroup><tbody><tr style="height:0pt"><td><p dir="ltr"><span style="font-weight:700;">Part</span></p></td><td><p dir="ltr"><span>Count</span></p></td></tr><tr style="height:0pt"><td><p dir="ltr"><span>Quoin</span></p></td><td><p dir="ltr"><span>12</span></p></td></tr></tbody></table></div></b><br class="Apple-interchange-newline">`;

const word = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;font-size:12.0pt;} @list l0:level1 {mso-level-number-format:bullet;} --></style><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head><body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment--><h1>Locking up<o:p></o:p></h1><p class=MsoNormal>The <b>forme</b> is <i>locked</i> in its&nbsp;chase.<o:p></o:p></p><p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>One<o:p></o:p></p><p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>Inner<o:p></o:p></p><p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span><![endif]>Two<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>First<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span></span><![endif]>Second<o:p></o:p></p><p class=MsoNormal><img width=604 height=340 src="file:///C:/Users/ada/AppData/Local/Temp/msohtmlclip1/01/clip_image002.png"><o:p></o:p></p><!--EndFragment--></body></html>`;

const page = `<meta charset='utf-8'><article style="box-sizing: border-box; color: rgb(36, 41, 47);"><h2 tabindex="-1" dir="auto">Install<a id="user-content-install" class="anchor" aria-label="Permalink" href="#install"><svg class="octicon" viewBox="0 0 16 16"><path d="m7.775 3.275"></path></svg></a></h2><p dir="auto">See <a href="https://example.com/a_b?utm_source=feed&amp;id=3" rel="nofollow" title="T">the <strong>guide</strong></a> &amp; run <code>npm i</code>. <img src="https://example.com/logo.png" alt="Logo" data-canonical-src="x"><img src="https://track.example.com/p.gif" width="1" height="1"></p><div class="highlight highlight-source-ts notranslate"><pre><span class="pl-k">const</span> <span class="pl-c1">a</span> = "*b*";
lock(a);</pre><div class="zeroclipboard-container"><button aria-label="Copy"><svg></svg></button></div></div><ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled checked> Done</li><li class="task-list-item"><input type="checkbox" disabled> To do</li></ul><blockquote><p>Quoted</p></blockquote><hr><table role="table"><thead><tr><th>A</th><th align="right">B</th></tr></thead><tbody><tr><td>a | b</td><td align="right"><code>x</code></td></tr></tbody></table><script>alert(1)</script><style>p{}</style><p onclick="alert(1)">1 * 2 * 3, [not a link], snake_case_word and &lt;b&gt;</p><p><a href="javascript:alert(1)">no</a> <a href="/relative">there</a></p></article>`;

const markdownOf = (html: string) => htmlToMarkdown(html)?.markdown;

test("Google Docs: headings, emphasis by looks, true addresses, lists in lists, tables", () => {
  expect(markdownOf(googleDocs)).toBe(`## On quoins

A quoin is a **wedge** of *wood* or [metal](https://example.com/metal).

- One
  - Inner
- ~~Two~~

| **Part** | Count |
| -------- | ----- |
| Quoin    | 12    |`);
});

test("Word: lists made of paragraphs become lists, and what is Office's own is gone", () => {
  expect(markdownOf(word)).toBe(`# Locking up

The **forme** is *locked* in its chase.

- One
  - Inner
- Two

1. First
2. Second`);
});

test("a page: links, code with its language, tasks, tables and pictures; nothing that runs or tracks", () => {
  expect(markdownOf(page)).toBe(`## Install

See [the **guide**](https://example.com/a_b?id=3) & run \`npm i\`. ![Logo](https://example.com/logo.png)

\`\`\`ts
const a = "*b*";
lock(a);
\`\`\`

- [x] Done
- [ ] To do

> Quoted

---

| A      |   B |
| ------ | --: |
| a \\| b | \`x\` |

1 \\* 2 \\* 3, \\[not a link], snake_case_word and \\<b>

no there`);
});

test("words alone are left to be pasted as they are", () => {
  expect(htmlToMarkdown("<meta charset='utf-8'><span>**bold** as typed</span>")).toBeNull();
  expect(htmlToMarkdown("<p>One</p><p>Two<br>lines</p>")).toBeNull();
  expect(
    htmlToMarkdown('<pre style="white-space: pre-wrap;"># A file\n\n- of text</pre>'),
  ).toBeNull();
});

test("a piece of a line stays in its line", () => {
  expect(htmlToMarkdown("a <b>wedge</b>")).toEqual({ markdown: "a **wedge**", hasBlocks: false });
  expect(htmlToMarkdown("<h2>Wedge</h2>")).toEqual({ markdown: "## Wedge", hasBlocks: true });
});

test("a frame of one cell is no table, and underlining no emphasis", () => {
  const framed = "<table><tbody><tr><td><p>See <code>this</code></p></td></tr></tbody></table>";
  expect(markdownOf(framed)).toBe("See `this`");
  expect(markdownOf("<p><u>under</u> and <em>over</em></p>")).toBe("under and *over*");
});

test("pictures inside the clipboard or on that machine are not addresses", () => {
  const html = `<p><b>a</b><img src="data:image/png;base64,iVBORw0KGgo="><img src="blob:https://x.test/1"></p>`;
  expect(markdownOf(html)).toBe("**a**");
});

test("a picture that cannot come along is said to be left out; what only tracked is not", () => {
  const heard: number[] = [];
  const html = `<p><b>a</b><img src="data:image/png;base64,iVBORw0KGgo="><img src="https://t.test/p.gif" width="1"></p>`;
  htmlToMarkdown(html, (pictures) => heard.push(pictures));
  htmlToMarkdown(`<p><b>a</b><img src="https://a.test/a.png"></p>`, () => heard.push(0));
  expect(heard).toEqual([1]);
});

const item = (level: string) =>
  `<p style="mso-list:l0 level${level} lfo1"><span style="mso-list:Ignore">·</span>level ${level}</p>`;

test("a clipboard that means harm neither stops the page nor loses a word", () => {
  expect(markdownOf(`<b>x</b>${item("0")}`)).toContain("level 0");
  expect(markdownOf(item("99999999"))).toContain("level 99999999");
  const wide = `<table><tr><th colspan="9999999">A</th><th rowspan="9999999">B</th></tr></table>`;
  expect(markdownOf(wide)).toMatch(/^\| A/);
});

const throughGoogle = (query: string) =>
  markdownOf(`<a href="https://www.google.com/url?${query}">x</a> <b>y</b>`);

test("a link that only passes through Google, or has no other end, is a link", () => {
  expect(throughGoogle("q=https://a.test/")).toContain("[x](https://a.test/)");
  expect(throughGoogle("sa=t&url=https://a.test/")).toContain("[x](https://a.test/)");
  expect(throughGoogle("sa=t")).toContain("[x](https://www.google.com/url?sa=t)");
  const nested = "https://www.google.com/url?q=https%3A%2F%2Fa.test%2F";
  expect(throughGoogle(`q=${encodeURIComponent(nested)}`)).toContain("[x](https://a.test/)");
  expect(throughGoogle("q=javascript:alert(1)")).toBe("x **y**");
});

test("a formula is its TeX, from KaTeX, MathJax and Wikipedia; without any, its signs", () => {
  const math =
    '<math><semantics><mrow><mi>E</mi><mo>=</mo></mrow><annotation encoding="application/x-tex">E=mc^2</annotation></semantics></math>';
  for (const formula of [
    `<span class="katex"><span class="katex-mathml">${math}</span><span class="katex-html" aria-hidden="true">E=mc2</span></span>`,
    `<mjx-container><svg></svg><mjx-assistive-mml>${math}</mjx-assistive-mml></mjx-container>`,
    `<span class="mwe-math-element"><span style="display: none;">${math}</span><img src="https://a.test/x.svg" alt="E"></span>`,
    math,
  ]) {
    expect(markdownOf(`<p>So ${formula} it is.</p>`)).toBe("So `E=mc^2` it is.");
  }
  expect(markdownOf("<p><b>x</b> <math><mi>a</mi><mo>+</mo><mi>b</mi></math></p>")).toBe(
    "**x** a+b",
  );
});

test("what Markdown has no mark for and pages show stays as HTML", () => {
  expect(markdownOf("<p>10<sup>21</sup>, H<sub>2</sub>O, <kbd>Esc</kbd></p>")).toBe(
    "10<sup>21</sup>, H<sub>2</sub>O, <kbd>Esc</kbd>",
  );
  const google = '<p>10<span style="vertical-align:super;font-size:0.6em">21</span></p>';
  expect(markdownOf(google)).toBe("10<sup>21</sup>");
});

const cell = (html: string) =>
  markdownOf(`<table><tr><th>A</th><th>B</th></tr><tr><td>${html}</td><td>z</td></tr></table>`)
    ?.split("\n")
    .at(-1)
    ?.replaceAll(/ +/g, " ");

test("what stands below each other in a cell is parted by breaks, and the table stays whole", () => {
  expect(cell("<p>one</p><p>two</p>")).toBe("| one<br>two | z |");
  expect(cell("<ul><li>x</li><li>y</li></ul>")).toBe("| x<br>y | z |");
  expect(cell("one<br>two")).toBe("| one<br>two | z |");
  expect(cell("<div>a<div>b</div></div><p></p>")).toBe("| a<br>b | z |");
  expect(cell("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>")).toBe(
    "| a b<br>c | z |",
  );
});

test("a page of ours that is copied whole keeps its pictures, buttons or not", () => {
  const picture = '<img src="https://a.test/media/1" alt="A press">';
  for (const html of [`<button>${picture}</button>`, `<div>${picture}<button></button></div>`]) {
    expect(markdownOf(`<figure>${html}</figure>`)).toBe("![A press](https://a.test/media/1)");
  }
});

// Every element of HTML that can stand in a body (HTML Living Standard, 4), but those nobody sees.
const elements =
  "a abbr address article aside audio b bdi bdo blockquote button canvas cite code data dd del details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup i iframe ins kbd label legend li main map mark menu meter nav object ol optgroup option output p picture pre progress q rp rt ruby s samp search section select slot small span strong sub summary sup svg textarea time u ul var video acronym big center dir font marquee nobr strike tt";

test.each(elements.split(" "))("no letter inside <%s> is lost", (name) => {
  const markdown = markdownOf(
    `<p><b>Before.</b></p><${name}>Letters <i>inside</i>.</${name}><p>After.</p>`,
  );
  const letters = markdown?.replaceAll(/<[^>]*>|[^\p{L}]/gu, "");
  expect(letters).toBe("BeforeLettersinsideAfter");
});

test.each(["caption", "td", "th"])("no letter of a table's <%s> is lost", (name) => {
  const inner = name === "caption" ? "" : "<tr>";
  const html = `<table>${inner}<${name}>Letters</${name}><tr><td>a</td><td>b</td></tr></table>`;
  expect(markdownOf(html)).toContain("Letters");
});
