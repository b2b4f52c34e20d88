import { expect, test } from "vitest";

import { explainStop } from "./explain-stop.ts";

const place = { folder: "/srv/quoin", freeBytes: 3_400_000 };
const words =
  "Quoin did not start: The disk that holds /srv/quoin is full: 3 MB free, 64 MB needed. Free some space and start again.";
const coded = (code: string) => Object.assign(new Error("no"), { code });

test.each([
  ["a file", coded("ENOSPC")],
  ["a quota", coded("EDQUOT")],
  ["the database", new Error("Failed query", { cause: coded("53100") })],
  ["the sessions", new Error("the store did not answer", { cause: coded("SQLITE_FULL") })],
  [
    "the embedded database, which only says that it stopped",
    new WebAssembly.RuntimeError("Aborted()"),
  ],
  ["a new embedded database, which throws what is no error", { name: "ErrnoError", errno: 51 }],
  [
    "the lock of the folder",
    Object.assign(new Error("disk I/O error"), {
      name: "SqliteError",
      code: "SQLITE_IOERR_SHMSIZE",
    }),
  ],
])("a disk that is full for %s is said with how much is free and needed", (_, error) => {
  expect(explainStop(error, place)).toBe(words);
});

test("a database that stopped on a disk with room is not blamed on the disk", () => {
  const error = new WebAssembly.RuntimeError("Aborted()");
  const roomy = { ...place, freeBytes: 10_000_000_000 };
  expect(explainStop(error, roomy)).toContain("Aborted()");
  expect(explainStop(error)).toContain("Aborted()");
});
