import { expect, type Page } from "@playwright/test";

import { signInAs } from "./sign-in.ts";
import { journey } from "./site.ts";

const test = journey();

test("name a version, write on, compare, restore: by keyboard, and readers notice nothing", async ({
  page,
}) => {
  await signInAs(page, "Mara");
  await page.getByRole("button", { name: "New post" }).first().click();
  await page.getByRole("textbox", { name: "Title" }).fill("On Quoins");
  const body = page.getByRole("textbox", { name: "Post body" });
  await body.click();
  await page.keyboard.insertText("A quoin is a wedge.\n\nIt holds a page.");
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Publish", exact: true }).press("Enter");
  await expect(dialog.getByRole("heading", { name: "It is live" })).toBeVisible();
  await expect(dialog).toBeFocused(); // the button that was pressed is gone
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await body.press("Control+End");
  await page.keyboard.insertText(" Two of them hold it better.");
  await expect(page.getByText(/^Saved · /)).toBeVisible();
  await body.press("Control+s");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.insertText("Before the cut");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(body).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("Cut.");

  await page.getByRole("button", { name: "More" }).press("Enter");
  await page.getByRole("menuitem", { name: "History" }).press("Enter");
  await expect(page).toHaveTitle("History of On Quoins · Desk");
  await expect(page.getByRole("link", { name: /^Published/ })).toContainText("Live");
  await page.getByRole("link", { name: /^Before the cut/ }).press("Enter");
  await expect(page.getByRole("heading", { name: "From version 2 to now" })).toBeFocused();
  await expect(page.locator("del")).toContainText("Two of them hold it better.");

  await page.goBack(); // no version is chosen any more: the newest shows
  await page.getByRole("button", { name: "Restore version 2" }).press("Enter");
  await page.getByRole("button", { name: "Restore as draft" }).press("Enter");
  await expect(page.locator(".history-list")).toContainText("Kept before a restore");
  await expect(dialog.getByRole("heading", { name: "Version 2 is your draft" })).toBeVisible();
  await expect(dialog).toContainText("kept as version 3");
  await page.keyboard.press("Enter"); // the focus is where it was: "Go on writing"
  await expect(body).toContainText("Two of them hold it better.");
  await expect(page.getByText("Live with changes")).toBeVisible();
  const answer = await page.request.get("/on-quoins");
  expect(await answer.text()).not.toContain("Two of them");
});

const bodyIn = (tab: Page) => tab.getByRole("textbox", { name: "Post body" });

test("two tabs write in one post: both texts are shown, and neither is lost", async ({ page }) => {
  await signInAs(page, "Mara");
  await page.getByRole("button", { name: "New post" }).first().click();
  await page.getByRole("textbox", { name: "Title" }).fill("Two Tabs");
  await bodyIn(page).click();
  await page.keyboard.insertText("First line.\n\nSecond line.");
  await expect(page.getByText(/^Saved/)).toBeVisible();

  const other = await page.context().newPage();
  await other.goto(page.url());
  await bodyIn(other).press("Control+End");
  await other.keyboard.insertText(" From the other tab.");
  await expect(other.getByText(/^Saved/)).toBeVisible();
  await page.bringToFront();
  await bodyIn(page).press("Control+End");
  await page.keyboard.insertText(" From this tab.");

  // Nothing opens over the typing: the bar says so, and the words go on into the text.
  await expect(page.getByText("Someone changed this post")).toBeVisible();
  await page.keyboard.type(" And on.");
  await expect(bodyIn(page)).toContainText("From this tab. And on.");

  const dialog = page.getByRole("dialog", { name: "Someone changed this post" });
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(dialog.getByLabel("Their text")).toContainText("From the other tab.");
  const merged = dialog.getByLabel("Merged text");
  await expect(merged).toContainText("From this tab. And on.");
  await expect(merged).toContainText("From the other tab.");
  await page.keyboard.press("Escape"); // decided later: nothing is saved, and nothing goes
  await expect(bodyIn(page)).toContainText("From this tab. And on.");
  await page.getByRole("button", { name: "Compare" }).click();
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await expect(bodyIn(page)).not.toContainText("From the other tab.");

  // The other text is an undo away, and a version of its own.
  await bodyIn(page).press("Control+z");
  await expect(bodyIn(page)).toContainText("From the other tab.");
  await page.getByRole("button", { name: "More" }).press("Enter");
  await page.getByRole("menuitem", { name: "History" }).press("Enter");
  await page.getByRole("link", { name: /^Saved first, where two texts met/ }).click();
  await expect(page.locator("main")).toContainText("From the other tab.");
  await other.close();
});
