import fc from "fast-check";
import { expect, test } from "vitest";

import { fileBase, openNames } from "./file-names.ts";
import {
  FileRefused,
  joinFile,
  readYaml,
  splitFile,
  writeYaml,
  writeYamlList,
} from "./front-matter.ts";
import { mediaMentions, textLeaving } from "./media-paths.ts";

const ids = [
  "01990000-0000-7000-8000-000000000001",
  "01990000-0000-7000-8000-000000000002",
] as const;
const names = ["photo.jpg", "größe-1.2.png"];
const nameOf = (id: string) => names[(ids as readonly string[]).indexOf(id)];

/** What an import makes of an exported body. */
function textComing(text: string): string {
  let body = "";
  let at = 0;
  for (const { start, end, literal, name } of mediaMentions(text)) {
    const id = ids[names.indexOf(name ?? "")];
    body += text.slice(at, start) + (literal ?? (id ? `/media/${id}` : text.slice(start, end)));
    at = end;
  }
  return body + text.slice(at);
}

const piece = fc.oneof(
  fc.constantFrom(
    ...ids.map((id) => `/media/${id}`),
    ...names.map((name) => `../media/${name}`),
    "/media/01990000-0000-7000-8000-00000000000a",
    "../media/",
    ".././media/",
    "../././media/photo.jpg",
    "../",
    "./",
    "media/",
    "photo.jpg",
    "(",
    ")",
    " ",
    "\n",
    "\r\n",
    "<",
    ">",
    '"',
    "'",
    "=",
    "/",
    ".",
    "-",
    "_",
    "x",
    "ß",
    "![",
    "](",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
);

test("a body comes back byte for byte, whatever in it looks like a path", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const body = pieces.join("");
      expect(textComing(textLeaving(body, nameOf))).toBe(body);
    }),
    { numRuns: 20_000 },
  );
});

test("pictures leave as paths of files beside the text", () => {
  const body = `![A press](/media/${ids[0]} "Old") <img src="/media/${ids[1]}"> https://x.example/media/${ids[0]}`;
  expect(textLeaving(body, nameOf)).toBe(
    `![A press](../media/photo.jpg "Old") <img src="../media/größe-1.2.png"> https://x.example/media/${ids[0]}`,
  );
});

const anyText = fc.string({ unit: "binary", maxLength: 60 }).filter((text) => text.isWellFormed());
const awkward = fc.constantFrom(
  "yes",
  "null",
  "~",
  "2020-01-02",
  "1e3",
  "0x1F",
  "---",
  "...",
  "- a",
  "a: b",
  "#",
  " x ",
  "\tx",
  "x\n",
  "x\n\n",
  "\n\nx",
  "a\r\nb",
  "a\rb",
  "\u0085",
  "\u2028",
  "\uFEFF",
  "'",
  '"',
  "!x",
  "&x",
  "*x",
  "%x",
  "|",
  ">",
  "@",
  "`",
);
const someText = fc.oneof(
  anyText,
  awkward,
  fc.array(fc.oneof(anyText, awkward)).map((texts) => texts.join("\n")),
);

test("facts and a text come back as they were", () => {
  fc.assert(
    fc.property(someText, fc.array(someText, { maxLength: 3 }), someText, (title, tags, body) => {
      const text = joinFile({ title, tags }, body);
      const back = splitFile(Buffer.from(text).toString());
      expect(back).toEqual({ facts: { title, tags }, body });
    }),
    { numRuns: 5000 },
  );
});

test("YAML that could do harm, or is none, is refused with its line", () => {
  const bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n";
  expect(() => readYaml(bomb)).toThrow(/aliases/);
  for (const source of ["a: !!js/function 'x'", "a: !x y", "a: 1\na: 2", "a: [", "\tx: y"]) {
    expect(() => readYaml(source), source).toThrow(FileRefused);
  }
  expect(() => splitFile("---\ntitle: x\nslug: [\n---\n")).toThrow(/line 4|line 3/);
  expect(() => splitFile("---\ntitle: x\n")).toThrow(/no end/);
  expect(Object.getPrototypeOf(readYaml("__proto__: {x: y}")["__proto__"] ?? null)).toBeNull();
  expect(readYaml("on: yes\nn: 2020\nx:\n")).toEqual({ on: "yes", n: "2020", x: "" });
});

test("TOML front matter is read too", () => {
  const file =
    '+++\ntitle = "A"\ndate = 2020-01-02T03:04:05Z\ntags = ["x", "y"]\ndraft = true\n+++\nText\n';
  expect(splitFile(file)).toEqual({
    facts: { title: "A", date: "2020-01-02T03:04:05.000Z", tags: ["x", "y"], draft: "true" },
    body: "Text\n",
  });
  expect(() => splitFile("+++\ntitle = \n+++\n")).toThrow(/line 2/);
});

test("names are safe on every system, and none is another's", () => {
  const taken = openNames();
  const id = ids[0];
  expect(taken.name("con", ".md", id)).toBe("con_.md");
  expect(taken.name("straße", ".md", id)).toBe("straße.md");
  expect(taken.name("STRASSE", ".md", id)).toBe("STRASSE_000000000001.md");
  expect(Buffer.byteLength(taken.name("漢".repeat(100), ".scheduled.md", id))).toBeLessThan(255);
  expect(fileBase('../..\\a b:c?*"<>|.JPG')).toBe("a-b-c");
  expect(fileBase("...")).toBe("file");
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (bases) => {
      const folder = openNames();
      const made = bases.map((base, nth) =>
        folder.name(fileBase(base), ".png", `${nth}`.padStart(36, "0")),
      );
      expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(made.length);
      for (const name of made) expect(name).toMatch(/^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}._-]*$/u);
    }),
  );
  expect(writeYaml({ a: undefined, b: "yes" })).toBe('b: "yes"\n');
});

test("a long list is written as if in one go", async () => {
  const odd = [{ a: "x\ny" }, { a: "- b", c: undefined }, { "d: e": ["f", "g"] }, {}];
  for (const length of [0, 1, 20, 21, 41]) {
    const list = Array.from({ length }, (_, n) => odd[n % odd.length] ?? {});
    expect(await writeYamlList("list", list)).toBe(writeYaml({ list }));
  }
});
