import { expect, type Page } from "@playwright/test";

import { signInAs } from "./sign-in.ts";
import { journey, type Site } from "./site.ts";

const test = journey();

test("what is scheduled goes live word for word, though nobody was there at its moment", async ({
  page,
  site,
}) => {
  await signInAs(page, "Mara");
  await page.getByRole("button", { name: "New post" }).first().click();
  await page.getByRole("textbox", { name: "Title" }).fill("On Patience");
  await page.getByRole("textbox", { name: "Post body" }).click();
  await page.keyboard.type("Type waits in its case.");

  // By keyboard: the dialog, a later moment, the button that says it.
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Now" }).focus();
  await page.keyboard.press("ArrowRight");
  const button = dialog.getByRole("button", { name: /^Schedule for .*0?9:00/ });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("heading", { name: "It is scheduled" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^Scheduled/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Change schedule" })).toBeVisible();
  expect(await statusOf(page, site)).toBe(404);

  // The same, a few seconds from now; then a half-typed thought, and the process ends.
  const at = await scheduleSoon(page, site);
  await page.reload();
  await page.getByRole("textbox", { name: "Post body" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" And th");
  await expect(page.getByText("changed since")).toBeVisible();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await site.stop();
  await expect.poll(() => Date.now(), { timeout: 30_000 }).toBeGreaterThan(at);

  await site.start();
  await expect.poll(() => statusOf(page, site), { timeout: 90_000 }).toBe(200);
  const markdown = await page.request.get(`${site.url}/on-patience.md`);
  expect(await markdown.text()).toBe("Type waits in its case.");
  await page.goto("/desk/posts?state=changed");
  await expect(page.getByRole("link", { name: "On Patience" })).toBeVisible();
});

const statusOf = async (page: Page, { url }: Site): Promise<number> =>
  (await page.request.get(`${url}/on-patience`)).status();

/** Schedules the post on the page anew, for a moment soon; fields know no seconds. */
async function scheduleSoon(page: Page, { url }: Site): Promise<number> {
  const id = new URL(page.url()).pathname.split("/").at(-1);
  const input = encodeURIComponent(JSON.stringify({ id }));
  const read = await page.request.get(`${url}/trpc/draft.read?input=${input}`);
  const { version } = (await read.json()).result.data;
  const at = Date.now() + 15_000;
  const answer = await page.request.post(`${url}/trpc/post.publish`, {
    data: { id, version, at: new Date(at).toISOString() },
    headers: { origin: url },
  });
  expect((await answer.json()).result.data.outcome).toBe("scheduled");
  return at;
}
