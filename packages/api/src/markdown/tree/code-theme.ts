import type { ThemeRegistration } from "shiki/types";

/** What each class of `code.css` colours, by TextMate scope. The longest scope that fits wins. */
const scopes: Record<string, string[]> = {
  "t-comment": ["comment", "punctuation.definition.comment"],
  "t-keyword": [
    "keyword.control",
    "keyword.operator.expression",
    "keyword.operator.new",
    "keyword.operator.word",
    "keyword.other",
    "storage.modifier",
    "storage.type",
    "variable.language",
    "keyword.declaration",
    "meta.diff.range",
  ],
  "t-string": [
    "string",
    "punctuation.definition.string",
    "markup.inline.raw",
    "markup.fenced_code.block",
    "constant.other.symbol",
  ],
  "t-constant": [
    "constant.numeric",
    "constant.language",
    "constant.character",
    "constant.other.color",
    "support.constant",
    "keyword.other.unit",
    "variable.other.constant.rust",
  ],
  "t-function": [
    "entity.name.function",
    "support.function",
    "variable.function",
    "meta.function-call.generic",
    "entity.name.command",
  ],
  "t-type": [
    "entity.name.type",
    "entity.name.class",
    "entity.other.inherited-class",
    "support.type",
    "support.class",
    "storage.type.built-in",
    "entity.name.namespace",
  ],
  "t-tag": ["entity.name.tag", "support.class.component", "meta.tag.sgml"],
  "t-attribute": ["entity.other.attribute-name", "entity.other.attribute"],
  "t-property": [
    "support.type.property-name",
    "entity.name.tag.yaml",
    "keyword.key",
    "support.type.property-name.toml",
    "variable.css",
    "entity.name.section.group-title.ini",
    "keyword.other.definition.ini",
  ],
  "t-inserted": ["markup.inserted", "punctuation.definition.inserted"],
  "t-deleted": ["markup.deleted", "punctuation.definition.deleted"],
  "t-heading": ["markup.heading", "meta.diff.header", "entity.name.section"],
  "t-strong": ["markup.bold"],
  "t-emphasis": ["markup.italic"],
  "t-link": ["markup.underline.link", "string.other.link"],
};

/** Stands where a token has no colour of its own. */
export const plain = "plain";

/** A theme whose colours are the names of classes: one fixed set, drawn by `code.css` for light and dark. */
export const codeTheme: ThemeRegistration = {
  name: "quoin",
  type: "light",
  fg: plain,
  bg: plain,
  settings: [
    { settings: { foreground: plain, background: plain } },
    // Code inside a string (`${…}`) is code again.
    {
      scope: ["meta.template.expression", "meta.embedded", "meta.interpolation"],
      settings: { foreground: plain },
    },
    ...Object.entries(scopes).map(([name, scope]) => ({ scope, settings: { foreground: name } })),
  ],
};
