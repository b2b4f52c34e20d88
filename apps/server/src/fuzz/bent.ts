import fc from "fast-check";

const odd = [
  "\0",
  "\r\n",
  "\r",
  "\n",
  "%",
  "%00",
  '"',
  "'",
  "\\",
  "..",
  "/",
  ";",
  ",",
  "=",
  ":",
  "-",
];
const large = [
  "-1",
  "0",
  "1e400",
  "9".repeat(30),
  "x".repeat(20_000),
  "\u{1F600}",
  "\u202E",
  "{",
  "[",
];

/** Something whole, cut and bent at any byte: pieces taken out, doubled, and others put in. */
export function bent(whole: Uint8Array, tokens: readonly string[] = []): fc.Arbitrary<Buffer> {
  const put = fc.oneof(
    fc.constant(""),
    fc.constantFrom(...odd, ...large, ...tokens),
    fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  );
  const edit = fc.record({
    at: fc.nat(whole.length),
    drop: fc.oneof(fc.nat(4), fc.nat(whole.length)),
    put,
    isTwice: fc.boolean(),
  });
  return fc.array(edit, { maxLength: 5 }).map((edits) => {
    let bytes = Buffer.from(whole);
    for (const { at, drop, put: other, isTwice } of edits) {
      const from = Math.min(at, bytes.length);
      const rest = bytes.subarray(isTwice ? Math.max(0, from - drop) : from + drop);
      bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from(other, "latin1"), rest]);
    }
    return bytes;
  });
}

/** The same of a text. */
export const bentText = (whole: string, tokens?: readonly string[]): fc.Arbitrary<string> =>
  bent(Buffer.from(whole), tokens).map((bytes) => bytes.toString("utf8"));
