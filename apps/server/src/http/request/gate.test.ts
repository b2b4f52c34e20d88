import { QuoinError } from "@quoin/model";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";

import type { Env } from "./door.ts";
import { gate } from "./gate.ts";

const ours = "https://quoin.example";
const app = new Hono<Env>()
  .use(gate({ url: new URL(ours) }))
  .all("*", (c) => c.text("through"))
  .onError((error, c) => {
    if (!(error instanceof QuoinError)) throw error;
    return c.text(error.code, error.status as 403);
  });

const sites = ["same-origin", "same-site", "cross-site", "none", undefined];
const origins = [
  ours,
  "https://evil.example",
  "null",
  undefined,
  "http://quoin.example",
  "https://quoin.example:8443",
  "https://QUOIN.example",
  "https://sub.quoin.example",
  "https://quoin.example.evil.example",
];
const types = [
  "application/json",
  "Application/JSON; charset=utf-8",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  "text/plain",
  "application/octet-stream",
  undefined,
];
const methods = ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"];
const paths = ["/trpc/post.publish", "/api/uploads", "/auth/sign-out", "/anything"];

const ask = (path: string, method: string, said: Record<string, string | undefined>) => {
  const headers = Object.entries(said).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return app.request(`${ours}${path}`, { method, headers });
};

describe("S-15: what changes something must come from a page of ours", () => {
  for (const site of sites) {
    for (const origin of origins) {
      const through =
        (site !== undefined || origin !== undefined) &&
        (site === undefined || site === "same-origin") &&
        (origin === undefined || origin === ours);
      test(`site ${site}, origin ${origin}: ${through ? "goes through" : "is refused"}`, async () => {
        for (const path of paths) {
          for (const method of methods) {
            for (const type of types) {
              const said = { "sec-fetch-site": site, origin, "content-type": type };
              const answer = await ask(path, method, said);
              expect(answer.status).toBe(through ? 200 : 403);
              if (!through) expect(await answer.text()).toBe("cross_site");
            }
          }
        }
      });
    }
  }

  test("and a host that somebody made up changes nothing", async () => {
    const said = {
      origin: "https://evil.example",
      host: "evil.example",
      "x-forwarded-host": "evil.example",
    };
    expect((await ask("/trpc/post.publish", "POST", said)).status).toBe(403);
  });
});

test.each(["GET", "HEAD", "OPTIONS"])(
  "reading with %s is everybody's, from anywhere",
  async (method) => {
    const said = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await ask("/trpc/post.list", method, said)).status).toBe(200);
  },
);

test("a signed address needs no page of ours", async () => {
  expect((await ask("/blobs/incoming/1", "PUT", {})).status).toBe(200);
});

test.each(["//blobs/x", "/BLOBS/x", "/blobs"])(
  "S-14: %s is not let through as a signed address",
  async (path) => {
    expect((await ask(path, "PUT", {})).status).toBe(403);
  },
);

test("S-35: an address of 8192 characters is read, one of 8193 is refused", async () => {
  const rest = ours.length + "/trpc/post.list?input=".length;
  const ofLength = (length: number) => `/trpc/post.list?input=${"x".repeat(length - rest)}`;
  expect((await ask(ofLength(8192), "GET", {})).status).toBe(200);
  expect((await ask(ofLength(8193), "GET", {})).status).toBe(414);
});
