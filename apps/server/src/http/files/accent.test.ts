import { openWorld } from "@quoin/api/testing";
import { accentHref } from "@quoin/web/reading";
import { beforeEach, expect, test } from "vitest";

import { siteApp } from "../../testing/site-app.ts";

const { as, services } = await openWorld();
const { app, pages } = siteApp(services);
beforeEach(() => pages.clear());

const ask = (path: string) => app.request(services.site.url + path);
const text = async (path: string) => (await ask(path)).text();
const link = /<link rel="stylesheet" href="(\/assets\/accent-[^"]+)"/;

test("a site without an accent asks for no stylesheet of it", async () => {
  for (const path of ["/", "/sign-in", "/desk"]) expect(await text(path)).not.toMatch(link);
});

test("an accent is a stylesheet of its own that never changes, on every page", async () => {
  const { "content-security-policy": before } = Object.fromEntries((await ask("/")).headers);
  await as("ada").site.update({ version: 1, accent: "#ffff00" });
  pages.clear();
  const hrefs = ["/", "/sign-in", "/desk/posts", "/never"].map(
    async (path) => link.exec(await text(path))?.[1],
  );
  expect(new Set(await Promise.all(hrefs))).toEqual(new Set([accentHref("#ffff00")]));
  expect((await ask("/")).headers.get("content-security-policy")).toBe(before);

  const sheet = await ask(accentHref("#ffff00"));
  expect(sheet.headers.get("content-type")).toBe("text/css; charset=utf-8");
  expect(sheet.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  const rules = await sheet.text();
  expect(rules).toMatch(/^@layer base\{:root\{--accent:#[0-9a-f]{6};--accent-wash:/);
  expect(rules).toContain(":root[data-theme=dark]{--accent:#ffff00;");
});

test("an address of another version has its colour, and is not kept for good", async () => {
  const old = await ask("/assets/accent-ffff00-00000000.css");
  expect(old.status).toBe(200);
  expect(old.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
  for (const odd of ["accent-ffff0-00000000.css", "accent-}body{x-00000000.css"]) {
    expect(await ask(`/assets/${odd}`)).toMatchObject({ status: 404 });
  }
});
