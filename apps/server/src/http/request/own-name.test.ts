import { openWorld } from "@quoin/api/testing";
import { expect, test } from "vitest";

import { siteApp } from "../../testing/site-app.ts";

const { services, as } = await openWorld();
const { app } = siteApp(services, { isOnlyHere: true });
const open = siteApp(services).app;
const ours = "http://localhost:3000";

/** One of each door. */
const doors: [string, string][] = [
  ["GET", "/"],
  ["HEAD", "/kept"],
  ["GET", "/never-was"],
  ["GET", "/kept.md"],
  ["GET", "/feed.xml"],
  ["GET", "/robots.txt"],
  ["GET", "/favicon.svg"],
  ["GET", "/assets/none.js"],
  ["GET", "/healthz"],
  ["GET", "/readyz"],
  ["GET", "/desk/posts"],
  ["GET", "/preview/token"],
  ["GET", "/sign-in"],
  ["GET", "/auth/local"],
  ["GET", `/auth/local/callback?state=${"s".repeat(43)}&code=c`],
  ["POST", "/auth/sign-out"],
  ["GET", "/setup"],
  ["POST", "/setup"],
  ["GET", "/trpc/session.mine"],
  ["POST", "/trpc/draft.create"],
  ["POST", "/api/uploads"],
  ["PUT", "/blobs/incoming/x"],
  ["GET", "/media/01890000-0000-7000-8000-000000000000"],
  ["OPTIONS", "/"],
];
const foreign = [
  "evil.example",
  "evil.example:3000",
  "localhost.evil.example:3000",
  "127.0.0.1.evil.example",
  "evil.localhost:3000",
  "192.168.1.5:3000",
  "localhost.:3000",
  "[::2]:3000",
  "",
];

test.each(doors)(
  "S-41: with the local cast on, %s %s is refused under foreign names",
  async (method, path) => {
    const draft = await as("mara").draft.create({ title: "Kept", slug: "kept" });
    await as("mara").post.publish(draft);
    for (const host of foreign) {
      const headers = { host, origin: `http://${host}`, "sec-fetch-site": "same-origin" };
      const answer = await app.request(ours + path, { method, headers });
      expect(answer.status, host).toBe(421);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  },
);

test("S-41: the names of this machine are answered, with any port", async () => {
  for (const host of [
    "localhost:3000",
    "localhost",
    "127.0.0.1:3000",
    "127.0.0.1:8080",
    "[::1]:3000",
  ]) {
    const answer = await app.request(`${ours}/healthz`, { headers: { host } });
    expect(answer.status, host).toBe(200);
  }
});

test("the refusal says where to go, to people and to programs", async () => {
  const headers = { host: "evil.example" };
  const page = await app.request(`${ours}/`, { headers: { ...headers, accept: "text/html" } });
  expect(await page.text()).toContain("Open it at localhost.");
  const answer = await app.request(`${ours}/trpc/session.mine`, { headers });
  expect(await answer.json()).toMatchObject({
    error: { data: { refusal: { code: "host_foreign", details: { url: ours } } } },
  });
});

test("a site with another sign-in leaves names to the proxies in front of it", async () => {
  const answer = await open.request(`${ours}/`, { headers: { host: "inner.example" } });
  expect(answer.status).toBe(200);
});
