import { resolve } from "node:path";

import { expect, test } from "vitest";

import { readArguments } from "./read-arguments.ts";
import { tellTerminal } from "./terminal.ts";
import { commandNames, usage } from "./usage.ts";

const read = (...args: string[]) => readArguments(args, "1.2.3");

test("commands are read with paths from where they were typed", () => {
  expect(read("export", "out")).toEqual({
    kind: "command",
    command: { name: "export", folder: resolve("out") },
  });
  expect(read("import", "--dry-run", "in", "--author=mara")).toEqual({
    kind: "command",
    command: {
      name: "import",
      folder: resolve("in"),
      dryRun: true,
      overwrite: false,
      author: "mara",
    },
  });
  expect(read("restore", "/a.tgz")).toEqual({
    kind: "command",
    command: { name: "restore", file: "/a.tgz" },
  });
});

test("help is to be had for all and for each", () => {
  for (const args of [["--help"], ["-h"], ["help"], ["help", "nope"]]) {
    expect(read(...args)).toEqual({ kind: "say", text: usage });
  }
  for (const name of commandNames) {
    const said = read(name, "--help");
    expect(said).toMatchObject({
      kind: "say",
      text: expect.stringContaining(`Usage: quoin ${name} `),
    });
    expect(read("help", name)).toEqual(said);
  }
  expect(read("--version")).toEqual({ kind: "say", text: "1.2.3" });
});

test("a mistake is named, and where to read more", () => {
  const hint = "quoin export --help";
  const mistakes: [string[], string, string][] = [
    [[], "Say what to do.", "quoin --help"],
    [["exprot", "x"], "There is no command exprot.", "quoin --help"],
    [["export"], "Name the folder.", hint],
    [["export", ""], "Name the folder.", hint],
    [["backup"], "Name the file.", "quoin backup --help"],
    [["export", "a", "b"], "Name one folder, not 2.", hint],
    [["export", "a", "--fast"], "Unknown option '--fast'.", hint],
    [
      ["import", "a", "--dry-run=yes"],
      "Option '--dry-run' does not take an argument.",
      "quoin import --help",
    ],
    [
      ["import", "a", "--author"],
      "Option '--author <value>' argument missing.",
      "quoin import --help",
    ],
  ];
  for (const [args, problem, where] of mistakes) {
    expect(read(...args), args.join(" ")).toEqual({ kind: "mistake", problem, hint: where });
  }
});

test("a terminal gets a bar that goes, and no escape of somebody's file name", () => {
  let [out, errors] = ["", ""];
  const tell = tellTerminal({
    out: { write: (text) => (out += text) },
    errors: { isTTY: true, write: (text) => (errors += text) },
  });
  tell.progress("Posts", 1, 2);
  tell.line("made \x1b[2Ja\u202e.md");
  tell.end();
  expect(out).toBe("made \uFFFD[2Ja\uFFFD.md\n");
  expect(errors).toBe(`\r\x1b[2KPosts     ${"█".repeat(15)}${"░".repeat(15)} 1 of 2\r\x1b[2K`);
});
