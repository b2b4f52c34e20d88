import { expect, test } from "vitest";

import { fileNameOf } from "./file-name.ts";

test.each([
  ["Ponte 25.png", "Ponte 25.png"],
  ["e\u0301te\u0301.txt", "été.txt"],
  ["abc\u202Evsc.exe.csv", "abcvsc.exe.csv"],
  ["a\u200Bb\u2060c\uFEFF\u00AD\u061C\u200E.txt", "abc.txt"],
  ["line\nbreak\u2028\0.txt", "linebreak.txt"],
  ["half\uD83D.txt", "half\uFFFD.txt"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\kim\\a.pdf", "a.pdf"],
  [".htaccess", ".htaccess"],
  ["..", "file"],
  ["\u202E\u200B", "file"],
  [" spaces. . ", "spaces"],
  ["CON", "CON_"],
  ["nul.tar.gz", "nul_.tar.gz"],
  ["com\u00B9.txt", "com\u00B9_.txt"],
  ["C\u200BON.txt", "CON_.txt"],
  ["console.txt", "console.txt"],
  ["가\u1100\u1161.txt", "가가.txt"],
])("%j is called %j", (sent, name) => {
  expect(fileNameOf(sent)).toBe(name);
  expect(fileNameOf(name)).toBe(name);
});

test("a long name is cut between two letters, and keeps its ending", () => {
  expect(fileNameOf(`${"x".repeat(300)}.pdf`)).toBe(`${"x".repeat(196)}.pdf`);
  expect(fileNameOf("😀".repeat(300))).toBe("😀".repeat(100));
  const family = "👍🏽"; // one letter to whoever reads it
  expect(fileNameOf(`${family.repeat(99)}.png`)).toBe(`${family.repeat(49)}.png`);
  const zalgo = `e${"\u0301\u0323".repeat(150)}.txt`;
  expect(fileNameOf(zalgo).length).toBeLessThanOrEqual(200);
  expect(fileNameOf(`${"x".repeat(195)}. . . ${"y".repeat(300)}`)).toBe("x".repeat(195));
  expect(fileNameOf(`A${"x".repeat(1_000_000)}.pdf`)).toBe(`A${"x".repeat(195)}.pdf`);
  expect(fileNameOf("\u0301".repeat(300))).toBe("file");
});
