import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { ConfigError } from "../config.ts";
import { openFolders } from "../testing/folders.ts";
import { FileRefused } from "../transfer/front-matter.ts";
import { explain } from "./explain.ts";

const makeFolder = openFolders();
const thrown = (work: Promise<unknown>) => work.catch((error: unknown) => error);

test("what the disk says is told with the path that was typed, once", async () => {
  const file = join(await makeFolder({ "a.txt": "a" }), "a.txt");
  const wrong: [() => Promise<unknown>, string][] = [
    [() => readdir(file), `That is a file, not a folder: ${file}`],
    [() => readdir(`${file}.none`), `There is no such file or folder: ${file}.none`],
    [() => writeFile(join(file, ".."), ""), `That is a folder, not a file: ${join(file, "..")}`],
  ];
  for (const [work, words] of wrong) expect(explain(await thrown(work()))).toBe(words);
});

test("every problem of the environment is told, and a fault of our own is not", () => {
  expect(explain(new ConfigError(["One.", "Two."]))).toBe("Nothing was done:\n  - One.\n  - Two.");
  expect(explain(new FileRefused("Not this."))).toBe("Not this.");
  expect(explain(new TypeError("x is undefined"))).toBeNull();
});
