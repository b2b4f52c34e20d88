import type { Properties, Root } from "hast";
import { type Schema, sanitize } from "hast-util-sanitize";

import { elementsIn } from "./walk.ts";

/**
 * Everything a post may consist of: no id, class or style of the writer's, no script, form, frame
 * or foreign markup. What is not listed goes; its words stay.
 */
const schema: Schema = {
  tagNames: `
    a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption
    figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small
    span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr`
    .trim()
    .split(/\s+/),
  attributes: {
    "*": ["dir", "lang", "title"],
    // Ours: ids of notes, and what the parser wants the later steps to know.
    a: ["href", "ariaLabel", ["id", /^fnref-\d+(-\d+)?$/], ["className", "footnote-back"]],
    code: [["className", /^language-[\w+#.-]{1,40}$/]],
    details: ["open"],
    img: ["src", "alt", ["width", /^\d{1,5}$/], ["height", /^\d{1,5}$/]],
    li: [["id", /^fn-\d+$/], ["dataTask", "open", "done"], "value"],
    ol: ["start", "reversed", "type"],
    section: [["className", "footnotes"]],
    sup: [["className", "footnote-ref"]],
    td: [["align", "left", "center", "right"], "colSpan", "rowSpan"],
    th: [["align", "left", "center", "right"], "colSpan", "rowSpan", "scope"],
    time: ["dateTime"],
  },
  protocols: {
    href: ["http", "https", "mailto"],
    src: ["https"],
  },
  // Elements whose content is no prose either.
  strip: ["script", "style", "svg", "math", "object", "video", "audio", "canvas", "datalist"],
  ancestors: {
    caption: ["table"],
    li: ["ol", "ul"],
    summary: ["details"],
    tbody: ["table"],
    td: ["table"],
    tfoot: ["table"],
    th: ["table"],
    thead: ["table"],
    tr: ["table"],
  },
  clobber: [],
  allowComments: false,
  allowDoctypes: false,
};

/** Keeps what a post may consist of. Everything after this step is our own markup. */
export function sanitise(tree: Root): Root {
  for (const { properties } of elementsIn(tree)) {
    lowerScheme(properties, "href");
    lowerScheme(properties, "src");
  }
  return sanitize(tree, schema) as Root; // a root stays one
}

/** `HTTPS:` is `https:` (RFC 3986 §3.1), but the list of schemes is compared letter by letter. */
function lowerScheme(properties: Properties, name: "href" | "src"): void {
  const address = properties[name];
  if (typeof address !== "string") return;
  properties[name] = address.replace(/^[a-z][a-z\d+.-]*:/i, (scheme) => scheme.toLowerCase());
}
