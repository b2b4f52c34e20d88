import { randomBytes, randomUUID } from "node:crypto";

import { afterAll, describe, expect, test } from "vitest";

import {
  BlobMismatch,
  BlobMissing,
  BlobRangeRefused,
  type BlobStore,
  BlobTooLarge,
} from "./blob-store.ts";
import { send, sendAll, sha256Of, textAt, keysOf } from "./contract-tools.ts";

const mebibyte = 1024 * 1024;
const soon = { expiresInSeconds: 60 };
const facts = { type: "text/plain", cache: "private", maxBytes: 64 * mebibyte } as const;
const tomorrow = () => new Date(Date.now() + 86_400_000);
const newKey = () => `incoming/${randomUUID()}`;

/** Everything a blob store promises. Every driver runs this, unchanged. */
export const describeBlobStore = (driver: string, open: () => Promise<BlobStore>) =>
  describe(`blobs in ${driver}`, { timeout: 60_000 }, async () => {
    const store = await open();
    afterAll(() => store.close());

    test.each([0, 1, 5 * mebibyte, 16 * mebibyte - 1, 16 * mebibyte, 16 * mebibyte + 1])(
      "%i bytes come back as they were sent, with their type",
      async (size) => {
        const bytes = randomBytes(size);
        const file = { type: "application/zip", bytes: size, sha256: sha256Of(bytes) };
        const { ref, parts } = await store.begin(newKey(), file, soon);
        expect(parts).toHaveLength(size > 16 * mebibyte ? 3 : 1);
        expect(await store.stored(ref)).toEqual([]);
        expect(await store.head(ref.key)).toBeUndefined();
        expect(new Set(await sendAll(store, parts, bytes))).toEqual(new Set([200]));
        expect(await store.stored(ref)).toEqual(
          parts.map(({ number, bytes: of }) => ({ number, bytes: of })),
        );
        expect(await store.complete(ref)).toMatchObject({
          key: ref.key,
          bytes: size,
          type: file.type,
        });
        const { stream, head } = await store.read(ref.key);
        expect(sha256Of(await new Response(stream).bytes())).toBe(file.sha256);
        expect(head).toMatchObject({ bytes: size, type: file.type });
      },
    );

    test("a key may hold every letter the server uses, and none that climbs", async () => {
      const key = `media/${randomUUID()}/A-z_0.9.jpg`;
      await store.put(key, text("here"), facts);
      expect(await textAt(store, key)).toBe("here");
      for (const bad of ["../up", "media/../../up", "/root", "a//b", "", "a/", ".hidden", "a\0b"]) {
        await expect(store.put(bad, text("no"), facts)).rejects.toThrow(TypeError);
      }
    });

    test("a signed PUT takes exactly what was signed, and nothing is stored otherwise", async () => {
      const bytes = Buffer.from("exactly this");
      const file = { type: "image/png", bytes: bytes.length };
      const { ref, parts } = await store.begin(newKey(), file, soon);
      const [part] = parts as [(typeof parts)[0]];
      const { "if-none-match": _, ...careless } = part.headers;
      const wrong = [
        send(store, { ...part, headers: { ...part.headers, "content-type": "text/html" } }, bytes),
        send(store, part, Buffer.concat([bytes, Buffer.from("!")])),
        send(store, part, bytes.subarray(1)),
        send(store, { ...part, headers: careless }, bytes),
        send(store, { ...part, url: tampered(part.url) }, bytes),
      ];
      expect(await Promise.all(wrong)).toEqual([403, 403, 403, 403, 403]);
      const late = await store.signParts(ref, [1], { expiresInSeconds: 1 });
      await expect
        .poll(() => send(store, late[0]!, bytes.subarray(1)), { timeout: 5000 })
        .toBe(403);
      expect(await store.head(ref.key)).toBeUndefined();
      expect(await send(store, part, bytes)).toBe(200);
    });

    test("twenty PUTs to one address make one object, and a later one changes nothing", async () => {
      const contents = Array.from({ length: 20 }, () => randomBytes(100));
      const { ref, parts } = await store.begin(newKey(), { type: "text/csv", bytes: 100 }, soon);
      const put = (bytes: Buffer<ArrayBuffer>) => send(store, parts[0]!, bytes);
      const statuses = await Promise.all(contents.map(put));
      expect(statuses.filter((status) => status !== 412)).toEqual([200]);
      const winner = contents[statuses.indexOf(200)]!;
      expect(await put(randomBytes(100))).toBe(412);
      const { stream } = await store.read(ref.key);
      expect(Buffer.from(await new Response(stream).bytes())).toEqual(winner);
    });

    test("wrong bytes of the right length are refused by stores that say so", async () => {
      const bytes = Buffer.from("announced");
      const file = { type: "text/csv", bytes: 9, sha256: sha256Of(bytes) };
      const { ref, parts } = await store.begin(newKey(), file, soon);
      const status = await send(store, parts[0]!, Buffer.from("different"));
      expect(status).toBe(store.capabilities.checksum ? 400 : 200);
      expect((await store.head(ref.key)) === undefined).toBe(store.capabilities.checksum);
    });

    test("a range is what was asked, as far as the file goes", async () => {
      const key = newKey();
      await store.put(key, text("0123456789"), facts);
      const read = async (range: Parameters<BlobStore["read"]>[1]) => {
        const body = await store.read(key, range);
        return [await new Response(body.stream).text(), body.range, body.head.bytes];
      };
      expect(await read({ first: 0, last: 3 })).toEqual(["0123", { first: 0, last: 3 }, 10]);
      expect(await read({ first: 4, last: 5 })).toEqual(["45", { first: 4, last: 5 }, 10]);
      expect(await read({ first: 8 })).toEqual(["89", { first: 8, last: 9 }, 10]);
      expect(await read({ first: 8, last: 99 })).toEqual(["89", { first: 8, last: 9 }, 10]);
      expect(await read({ suffix: 3 })).toEqual(["789", { first: 7, last: 9 }, 10]);
      await expect(store.read(key, { first: 10 })).rejects.toThrow(BlobRangeRefused);
      await expect(store.read(key, { suffix: 0 })).rejects.toThrow(BlobRangeRefused);
      await expect(store.read(newKey())).rejects.toThrow(BlobMissing);
    });

    test("parts may come in any order; gaps are named; completing twice gives the same", async () => {
      const bytes = randomBytes(20 * mebibyte);
      const file = { type: "video/mp4", bytes: bytes.length };
      const { ref, parts } = await store.begin(newKey(), file, soon);
      await sendAll(store, [parts[2]!, parts[0]!], bytes);
      expect((await store.stored(ref)).map(({ number }) => number)).toEqual([1, 3]);
      const refusal = await store.complete(ref).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(BlobMismatch);
      expect(refusal).toMatchObject({ missing: [2] });
      await sendAll(store, await store.signParts(ref, [2], soon), bytes);
      const head = await store.complete(ref);
      expect(await store.complete(ref)).toEqual(head);
      expect(await store.stored(ref)).toHaveLength(3);
      const { stream } = await store.read(ref.key);
      expect(sha256Of(await new Response(stream).bytes())).toBe(sha256Of(bytes));
      expect(await keysOf(store.unfinished(tomorrow()))).not.toContain(ref.key);
    });

    test("an abandoned upload leaves no part, however often it is abandoned", async () => {
      const file = { type: "video/mp4", bytes: 17 * mebibyte };
      const { ref, parts } = await store.begin(newKey(), file, soon);
      await sendAll(store, [parts[0]!], Buffer.alloc(file.bytes));
      expect(await keysOf(store.unfinished(tomorrow()))).toContain(ref.key);
      await store.abandon(ref);
      await store.abandon(ref);
      expect(await keysOf(store.unfinished(tomorrow()))).not.toContain(ref.key);
      expect(await store.stored(ref)).toEqual([]);
      await expect(store.complete(ref)).rejects.toThrow(BlobMissing);
      expect(await send(store, parts[0]!, Buffer.alloc(parts[0]!.bytes))).toBe(404);
    });

    test("a write whose source fails leaves nothing, and fails with the source's own error", async () => {
      const key = newKey();
      const broken = zeros(20 * mebibyte, () => {
        throw new Error("the cable was pulled");
      });
      await expect(store.put(key, broken, facts)).rejects.toThrow("the cable was pulled");
      expect(await store.head(key)).toBeUndefined();
      expect(await keysOf(store.unfinished(tomorrow()))).not.toContain(key);
    });

    test.each([0, 10 * mebibyte, 19 * mebibyte])(
      "a write stopped after %i bytes leaves nothing, even when the source says no more",
      async (size) => {
        const key = newKey();
        const stop = new AbortController();
        const silent = zeros(size, () => {
          setTimeout(() => stop.abort(new Error("stopped")));
          return new Promise(() => {});
        });
        await expect(store.put(key, silent, facts, stop.signal)).rejects.toThrow("stopped");
        expect(await store.head(key)).toBeUndefined();
        expect(await keysOf(store.unfinished(tomorrow()))).not.toContain(key);
      },
    );

    test("a write longer than allowed or with another hash is refused, leaving nothing", async () => {
      const key = newKey();
      const short = { ...facts, maxBytes: 3 };
      await expect(store.put(key, text("four"), short)).rejects.toThrow(BlobTooLarge);
      const other = { ...facts, sha256: sha256Of(Buffer.from("other")) };
      await expect(store.put(key, text("four"), other)).rejects.toThrow(BlobMismatch);
      expect(await store.head(key)).toBeUndefined();
    });

    test("a copy has its own facts and outlives what it was copied from", async () => {
      const [from, to] = [newKey(), `media/${randomUUID()}/file.txt`];
      await store.put(from, text("words"), facts);
      const named = { type: "text/csv", download: "Über uns (1).csv", cache: "immutable" } as const;
      expect(await store.copy(from, to, named)).toMatchObject({ type: "text/csv", bytes: 5 });
      await store.remove([from]);
      await store.copy(to, to, named);
      expect(await textAt(store, to)).toBe("words");
      expect(await store.head(to)).toMatchObject({ type: named.type, download: named.download });
      await expect(store.copy(from, to, named)).rejects.toThrow(BlobMissing);
    });

    test("keys are listed in order across pages, and removing absent ones is no error", async () => {
      const prefix = `media/${randomUUID()}`;
      const source = `${prefix}/0000.txt`;
      await store.put(source, text("x"), facts);
      const keys = Array.from({ length: 1049 }, (_, index) => `${prefix}/${1000 + index}.txt`);
      for (let at = 0; at < keys.length; at += 50) {
        await Promise.all(keys.slice(at, at + 50).map((key) => store.copy(source, key, facts)));
      }
      const listed = await keysOf(store.list(`${prefix}/`));
      expect(listed).toEqual([source, ...keys].toSorted());
      await store.remove([...listed, newKey()]);
      expect(await keysOf(store.list(`${prefix}/`))).toEqual([]);
    });

    test("a store that is there answers", () => expect(store.ping()).resolves.toBeUndefined());
  });

async function* text(words: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(words);
}

/** So many zeros, then whatever happens. */
async function* zeros(size: number, then: () => unknown): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += mebibyte / 2) yield new Uint8Array(mebibyte / 2);
  await then();
}

/** The same address with one letter of it changed. */
function tampered(url: string): string {
  const at = url.length - 10;
  return url.slice(0, at) + (url[at] === "a" ? "b" : "a") + url.slice(at + 1);
}
