import { type DefaultTreeAdapterTypes, parse, serialize } from "parse5";
import { expect, test } from "vitest";

import { renderMarkdown } from "../render.ts";
import { xssCorpus } from "./xss-corpus.ts";

const places: Record<string, (payload: string) => string> = {
  "on its own": (payload) => payload,
  "in a sentence": (payload) => `Words ${payload} words`,
  "in a quotation": (payload) => payload.replace(/^/gm, "> "),
  "in a list": (payload) => `- one\n- ${payload.replaceAll("\n", "\n  ")}`,
  "in a cell": (payload) => `| a |\n|---|\n| ${payload.replaceAll("\n", " ")} |`,
  "in a heading": (payload) => `## ${payload.replaceAll("\n", " ")}`,
  "in the text of a link": (payload) => `[${payload.replaceAll("\n", " ")}](https://ok.example)`,
  "in the words for a picture": (payload) => `![${payload.replaceAll("\n", " ")}](x.png)`,
  "in a note": (payload) => `Words[^1]\n\n[^1]: ${payload.replaceAll("\n", "\n    ")}`,
  "between tags": (payload) => `<div>\n\n${payload}\n\n</div>`,
};

const elements = new Set(
  `html head body a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em
   figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp
   section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr`.split(
    /\s+/,
  ),
);
const attributes = new Set(
  `alt aria-label checked class colspan datetime decoding dir disabled height href id lang loading
   open rel reversed role rowspan scope sizes src srcset start tabindex title type value width`.split(
    /\s+/,
  ),
);
const schemes = new Set(["https:", "http:", "mailto:"]);

/** Everything in a page that could run, load or imitate something it should not. */
function sinksIn(html: string): string[] {
  return elementsOf(parse(html)).flatMap(({ tagName, attrs }) => [
    ...(elements.has(tagName) ? [] : [`<${tagName}>`]),
    ...attrs
      .filter((attribute) => !isInert(attribute))
      .map(({ name, value }) => `${name}=${value}`),
    ...(tagName === "input" && !attrs.some(({ name }) => name === "disabled") ? ["<input>"] : []),
  ]);
}

function isInert({ name, value }: { name: string; value: string }): boolean {
  if (name !== "href" && name !== "src") return attributes.has(name);
  return schemes.has(new URL(value, "https://here.example/post").protocol);
}

function elementsOf(node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element[] {
  const inside = "childNodes" in node ? node.childNodes.flatMap(elementsOf) : [];
  return "attrs" in node ? [node, ...inside] : inside;
}

test("the corpus is worth the name", () => {
  expect(new Set(xssCorpus).size).toBeGreaterThanOrEqual(150);
});

test.for(Object.entries(places))("nothing of the corpus can act %s", async ([, put]) => {
  const found: Record<string, string[]> = {};
  for (const payload of xssCorpus) {
    const { html } = await renderMarkdown(put(payload), { pictures: new Map() });
    const sinks = sinksIn(html);
    if (sinks.length > 0) found[payload] = sinks;
  }
  expect(found).toEqual({});
});

test.for(Object.entries(places))(
  "a browser reads the corpus %s as it was meant",
  async ([, put]) => {
    // Where reading and writing again changes the tree, a filter can be talked past.
    const changed: string[] = [];
    for (const payload of xssCorpus) {
      const { html } = await renderMarkdown(put(payload), { pictures: new Map() });
      const once = serialize(parse(html));
      if (once !== serialize(parse(once))) changed.push(payload);
    }
    expect(changed).toEqual([]);
  },
);

test("the check itself sees a sink", () => {
  expect(sinksIn("<img src=x onerror=alert(1)>")).toEqual(["onerror=alert(1)"]);
  expect(sinksIn("<a href='java\tscript:alert(1)'>x</a>")).toHaveLength(1);
  expect(sinksIn("<svg></svg>")).toEqual(["<svg>"]);
});
