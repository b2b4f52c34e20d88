import { expect, type Page } from "@playwright/test";

import { photograph } from "./photograph.ts";
import { signInAs } from "./sign-in.ts";
import { journey } from "./site.ts";

const test = journey();

test("write with a picture, publish, edit in private, publish again, rename, sign out", async ({
  page,
  browser,
}) => {
  await signInAs(page, "Mara");
  await page
    .getByRole("link", { name: "New post" })
    .or(page.getByRole("button", { name: "New post" }))
    .first()
    .click();
  await page.getByRole("textbox", { name: "Title" }).fill("On Quoins");
  await page.getByRole("textbox", { name: "Post body" }).click();
  await page.keyboard.type("A quoin is a **wedge**.\n\n");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add picture" }).click();
  await (
    await chooser
  ).setFiles({ name: "press.png", mimeType: "image/png", buffer: await photograph() });
  // What is said of a picture is kept while it is typed, like the text: the page may be gone next.
  const description = page.getByRole("textbox", { name: /^Describe the picture/ });
  await description.pressSequentially("A hand press");
  await expect.poll(() => storedBody(page)).toContain("![A hand press](/media/");
  await expect(description).toBeFocused();
  await publish(page);

  // A stranger reads it with scripts off.
  const stranger = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: new URL(page.url()).origin,
  });
  const reader = await stranger.newPage();
  await reader.goto("/on-quoins");
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("On Quoins");
  const picture = reader.locator("article img").first();
  await expect(picture).toBeVisible();
  expect(await reader.evaluate(() => document.images[0]?.naturalWidth)).toBeGreaterThan(0);

  // And finds it by a word of it.
  await reader.goto("/search");
  await reader.getByRole("searchbox").fill("wedge");
  await reader.keyboard.press("Enter");
  await expect(reader.locator("mark").first()).toHaveText("wedge");
  await reader.getByRole("link", { name: "On Quoins" }).click();
  await expect(reader).toHaveURL(/\/on-quoins$/);

  // An edit is private until it is published.
  await page.getByRole("textbox", { name: "Title" }).fill("On Wedges");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await reader.reload();
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("On Quoins");

  // Renaming takes effect at publication, and the old address redirects for ever.
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("textbox", { name: /Address|Slug/ }).fill("on-wedges");
  await page.keyboard.press("Escape");
  await publish(page);
  await reader.goto("/on-quoins");
  await expect(reader).toHaveURL(/\/on-wedges$/);
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("On Wedges");

  await page.goto("/desk/account");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  const answer = await page.request.get("/trpc/session.mine");
  expect(await answer.json()).toEqual({ result: { data: null } });
});

/** The Markdown that the site has of the post being written. */
async function storedBody(page: Page): Promise<string> {
  const input = JSON.stringify({ id: new URL(page.url()).pathname.split("/").at(-1) });
  const answer = await page.request.get(`/trpc/draft.read?input=${encodeURIComponent(input)}`);
  return (await answer.json()).result.data.text.body;
}

async function publish(page: Page) {
  await page.getByRole("button", { name: /^Publish( changes)?$/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Publish( changes)?$/ })
    .click();
  await expect(page.getByRole("dialog").getByRole("link")).toBeVisible();
  await page.keyboard.press("Escape");
}
