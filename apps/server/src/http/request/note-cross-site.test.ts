import { openWorld } from "@quoin/api/testing";
import { expect, test } from "vitest";

import { siteApp } from "../../testing/site-app.ts";

const { services, as } = await openWorld();
const { app } = siteApp(services);
const ours = "http://localhost:3000";

let addresses = 0;
/** A write by a page of another site, of a browser at an address of its own unless it is given. */
const write = (
  headers: Record<string, string>,
  { address = `198.51.100.${(addresses += 1)}`, path = "/trpc/draft.create" } = {},
) =>
  app.request(ours + path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address, ...headers },
    body: "{}",
  });
const evil = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
const events = async () =>
  (await as("ada").audit.list({ limit: 100 })).items.filter(
    ({ action }) => action === "cross_site_refused",
  );

test("S-42: a refused write of another site is one event: when, whence, and by which site", async () => {
  const answer = await write(evil, { address: "198.51.100.200" });
  expect(answer.status).toBe(403);
  expect(await events()).toMatchObject([
    {
      at: services.now(),
      address: "198.51.100.0/24",
      requestId: answer.headers.get("x-request-id") ?? expect.stringMatching(/./),
      actor: null,
      details: { from: "https://evil.example" },
    },
  ]);
});

test.each(["/trpc/post.publish", "/api/uploads", "/auth/sign-out", "/setup", "/anything"])(
  "S-42: so it is at %s",
  async (path) => {
    expect((await write(evil, { path })).status).toBe(403);
    expect(await events()).toHaveLength(1);
  },
);

test.each([
  ["null", { origin: "null" }],
  ["no address", { origin: "javascript:alert(1)" }],
  ["words", { origin: "Drop everything\u00a0and run" }],
  ["a long one", { origin: `https://${"e".repeat(300)}.example` }],
  ["none", {}],
])("an origin that is %s is called unknown", async (_, headers) => {
  expect((await write(headers)).status).toBe(403);
  expect(await events()).toMatchObject([{ details: { from: "unknown" } }]);
});

test("nobody fills the audit log with refused writes, from one address or from many", async () => {
  for (let nth = 0; nth < 5; nth += 1) await write(evil, { address: "203.0.113.7" });
  expect(await events()).toHaveLength(1);
  for (let nth = 0; nth < 90; nth += 1) await write(evil, { address: `203.0.113.${100 + nth}` });
  expect((await events()).length).toBeLessThanOrEqual(60);
});

test("our own writes, and what changes nothing, leave none", async () => {
  const own = { origin: ours, "sec-fetch-site": "same-origin" };
  expect((await write(own)).status).toBe(401);
  await app.request(`${ours}/`, { headers: evil });
  expect(await events()).toEqual([]);
});

test("while the database is away a refusal is a refusal", async () => {
  const db = Object.assign(Object.create(services.db), {
    insert: () => {
      throw new Error("the database is away");
    },
  }) as typeof services.db;
  const away = siteApp({ ...services, db }).app;
  const headers = { ...evil, "x-forwarded-for": "203.0.113.250" };
  const answer = await away.request(`${ours}/auth/sign-out`, { method: "POST", headers });
  expect(answer.status).toBe(403);
});
