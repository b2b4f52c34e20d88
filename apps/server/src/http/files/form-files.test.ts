import { Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";

import { QuoinError } from "@quoin/model";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { formFiles } from "./form-files.ts";

const headers = { "content-type": "multipart/form-data; boundary=b" };
const file = (name: string, words: string) =>
  `--b\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${words}\r\n`;
const part = (head: string) => `--b\r\n${head}\r\n--b\r\n`;
const field = '--b\r\nContent-Disposition: form-data; name="note"\r\n\r\nto myself\r\n';
const whole = Buffer.from(`${file("a.txt", "one")}${field}${file("b.txt", "two\r\n--")}--b--\r\n`);

// What nobody listens to ends the process; here it is counted.
const escaped: unknown[] = [];
const hear = (error: unknown) => void escaped.push(error);
beforeAll(() => process.on("uncaughtException", hear));
afterAll(() => process.off("uncaughtException", hear));

/** What becomes of a form that arrives in these pieces: its files' words, or the refusal's code. */
async function read(pieces: readonly Buffer[], end: "ends" | "stays" | "breaks") {
  const source = new Readable({ read: () => undefined });
  for (const piece of pieces) source.push(piece);
  if (end === "ends") source.push(null);
  const found: string[] = [];
  const { signal } = new AbortController();
  const reading = (async () => {
    for await (const { body } of formFiles(source, headers, signal)) {
      let words = "";
      for await (const chunk of body) words += Buffer.from(chunk).toString();
      found.push(words);
    }
    return found;
  })().catch((error: unknown) => {
    if (error instanceof QuoinError) return error.code;
    throw error;
  });
  await turn();
  if (end === "stays") source.destroy();
  if (end === "breaks") source.destroy(new Error("the line was cut"));
  const answer = await reading;
  await turn(); // what is said afterwards
  return answer;
}

test("a whole form gives its files, in whatever pieces it arrives", async () => {
  for (let at = 1; at < whole.length; at += 1) {
    const pieces = [whole.subarray(0, at), whole.subarray(at)];
    expect(await read(pieces, "ends")).toEqual(["one", "two\r\n--"]);
  }
});

test("a form cut at any byte is refused in words, however its sender leaves", async () => {
  for (let at = 0; at < whole.length - 4; at += 1) {
    for (const end of ["ends", "stays", "breaks"] as const) {
      expect(await read([whole.subarray(0, at)], end)).toMatch(/^form_(malformed|unreadable)$/);
    }
  }
  expect(escaped).toEqual([]);
});

test("a form that goes on behind its end is over there", async () => {
  for (const more of [file("c.txt", "three"), field + file("c.txt", "three")]) {
    for (const end of ["ends", "stays", "breaks"] as const) {
      const answer = await read([Buffer.from(`--b--\r\n${more}`)], end);
      if (!Array.isArray(answer)) expect(answer).toBe("form_unreadable");
    }
  }
});

test("a file whose own header goes over into another part is refused while it is read", async () => {
  const header = part(
    'Content-Disposition: form-data; name="files"; filename="a"\r\nContent-Type: text/',
  );
  for (const end of ["ends", "stays", "breaks"] as const) {
    expect(await read([Buffer.from(`${header}\r\n\r\n\r\nwords\r-\n--b--\r\n`)], end)).toBe(
      "form_malformed",
    );
  }
});

test("two thousand forms bent anywhere give files or a refusal, and nothing escapes", async () => {
  const bytes = fc.constantFrom(
    ...'\r\n\0:-b;"=é\x7f'.split(""),
    "\r\n--b\r\n",
    "x".repeat(17_000),
  );
  const bend = fc.record({ at: fc.nat(whole.length), drop: fc.nat(9), put: bytes });
  await fc.assert(
    fc.asyncProperty(
      fc.array(bend, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("ends", "stays", "breaks"),
      async (bends, end) => {
        let bent = whole;
        for (const { at, drop, put } of bends) {
          bent = Buffer.concat([bent.subarray(0, at), Buffer.from(put), bent.subarray(at + drop)]);
        }
        const answer = await read([bent], end);
        if (!Array.isArray(answer)) {
          expect(answer).toMatch(/^(form_malformed|form_unreadable|body_too_large)$/);
        }
        expect(escaped).toEqual([]);
      },
    ),
    { numRuns: 2000, timeout: 5000 },
  );
});
