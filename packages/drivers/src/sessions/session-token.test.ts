import { createHash } from "node:crypto";
import type * as Crypto from "node:crypto";

import fc from "fast-check";
import { expect, test, vi } from "vitest";

import { newToken, readToken } from "./session-token.ts";

test("S-02: ten thousand tokens have one shape, and no half of one is like another", () => {
  const made = Array.from({ length: 10_000 }, newToken);
  for (const { sid, token, hash } of made) {
    expect(token).toMatch(/^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/);
    expect(readToken(token)).toEqual({ sid, hash });
  }
  expect(new Set(made.flatMap(({ token }) => token.split("."))).size).toBe(20_000);
  // Every bit of the 128 and of the 256 is sometimes 0 and sometimes 1.
  for (const half of [0, 1]) {
    const bytes = made.map(({ token }) => Buffer.from(token.split(".")[half] ?? "", "base64url"));
    const ever = (join: (one: number, other: number) => number, start: number) =>
      bytes[0]?.map((_, at) => bytes.reduce((all, one) => join(all, one[at] ?? 0), start));
    expect(ever((all, one) => all | one, 0)?.every((byte) => byte === 0xff)).toBe(true);
    expect(ever((all, one) => all & one, 0xff)?.every((byte) => byte === 0)).toBe(true);
  }
});

const noRandomness = () => {
  throw new Error("no randomness");
};

test("S-02: without randomness there is no token, and no other source is tried", async () => {
  vi.resetModules();
  vi.doMock("node:crypto", async (original) => ({
    ...(await original<typeof Crypto>()),
    randomBytes: noRandomness,
  }));
  const broken = await import("./session-token.ts");
  vi.doUnmock("node:crypto");
  vi.resetModules(); // files that run in the same worker get the real one
  expect(broken.newToken).toThrow("no randomness");
});

test("S-01: what is kept of a secret is its SHA-256 and nothing else", () => {
  const { token, ...kept } = newToken();
  const [sid = "", secret = ""] = token.split(".");
  const hash = createHash("sha256").update(secret).digest("base64url");
  expect(kept).toEqual({ sid, hash });
});

test("S-03: no text but a token is read as one, whatever it is", () => {
  const { token } = newToken();
  const bits = fc.constantFrom(...token.split(""), ".", " ", "%", "=", "\n", "\0", "é", "🗝");
  const near = fc
    .tuple(fc.integer({ min: 0, max: 66 }), fc.array(bits, { minLength: 1, maxLength: 3 }))
    .map(([at, some]) => token.slice(0, at) + some.join("") + token.slice(at));
  const odd = fc.oneof(
    near,
    fc.string({ unit: "binary" }),
    fc.string({ minLength: 66, maxLength: 66 }),
  );
  fc.assert(
    fc.property(odd, (text) => {
      const isToken = /^[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}$/.test(text) && !text.includes("\n");
      expect(readToken(text) !== null).toBe(isToken);
    }),
    { numRuns: 5000 },
  );
});
