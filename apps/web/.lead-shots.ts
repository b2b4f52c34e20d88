import { chromium } from "@playwright/test";
const base = "http://localhost:3120",
  out = "/tmp/lead/shots";
import { mkdirSync } from "node:fs";
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
async function signIn(page: any, name: string) {
  await page.goto(base + "/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page
    .getByRole("link", { name: /^Continue with/ })
    .or(page.getByRole("button", { name: /^Continue with/ }))
    .click();
  await page.getByRole("button", { name: `Continue as ${name}` }).click();
  await page.waitForURL("**/desk/**");
}
for (const [scheme, width] of [
  ["light", 1440],
  ["dark", 390],
] as const) {
  const ctx = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: width < 500 ? 844 : 900 },
  });
  const page = await ctx.newPage();
  const shot = async (name: string, full = false) => {
    await page.waitForTimeout(700);
    await page.screenshot({ path: `${out}/${name}-${width}-${scheme}.png`, fullPage: full });
  };
  const go = async (name: string, path: string, full = false) => {
    await page.goto(base + path);
    await page.waitForLoadState("networkidle");
    await shot(name, full);
  };
  await go("home", "/", false);
  await go("post", "/what-a-quoin-holds", true);
  await go("author", "/author/mara");
  await go("tag", "/tag/type");
  await go("search", "/search?q=press");
  await go("archive", "/archive");
  await signIn(page, "Ada");
  await go("desk-posts", "/desk/posts?whose=all");
  await page.locator("main li a").first().click();
  await page.getByRole("textbox", { name: "Post body" }).waitFor();
  await shot("desk-write");
  const id = /posts\/([0-9a-f-]+)/.exec(page.url())![1];
  await page.getByRole("button", { name: "Settings" }).click();
  await shot("desk-panel");
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: /^(Publish|Schedule|Unschedule|Published)/ })
    .first()
    .click()
    .catch(() => {});
  await shot("desk-publish");
  await page.keyboard.press("Escape");
  await go("desk-history", `/desk/posts/${id}/history`);
  await go("desk-settings", "/desk/settings", true);
  await go("desk-tags", "/desk/tags");
  await go("desk-people", "/desk/people");
  await go("desk-account", "/desk/account", true);
  await go("desk-audit", "/desk/audit");
  await ctx.close();
}
await browser.close();
