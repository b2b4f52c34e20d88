import { expect } from "@playwright/test";

import { openDesk } from "./places.ts";
import { signInAs } from "./sign-in.ts";
import { journey } from "./site.ts";

const test = journey();

test("people see where they are signed in, and sign out there", async ({ page, browser, site }) => {
  await openDesk(page, "Mara");
  const elsewhere = await browser.newContext({ baseURL: site.url });
  const other = await elsewhere.newPage();
  await openDesk(other, "Mara");

  await page.goto("/desk/account");
  const devices = page.getByRole("region", { name: "Devices" });
  const rows = devices.getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("This device");
  await rows.nth(1).getByRole("button", { name: "Sign out this device" }).click();
  await expect(rows).toHaveCount(1);
  await expect(devices.getByRole("heading", { name: "Devices" })).toBeFocused();
  await other.goto("/desk/account");
  await expect(other.getByRole("heading", { name: "Your desk" })).toBeVisible();

  await openDesk(other, "Mara");
  await page.reload();
  await page.getByRole("button", { name: "Sign out all others" }).click();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Sign out all others" })).toBeDisabled();
  await other.goto("/desk/account");
  await expect(other.getByRole("heading", { name: "Your desk" })).toBeVisible();

  await page.getByRole("button", { name: "Sign out this device" }).click();
  await page.waitForURL(`${site.url}/`);
  await page.goto("/desk/account");
  await expect(page.getByRole("heading", { name: "Your desk" })).toBeVisible();
  await elsewhere.close();
});

test("a session that ends while a form is filled in keeps its words, and goes on", async ({
  page,
  browser,
  context,
  site,
}) => {
  await openDesk(page, "Mara");
  await page.goto("/desk/account");
  const about = page.getByLabel("About you");
  await about.fill("Prints what ");

  const elsewhere = await browser.newContext({ baseURL: site.url });
  const other = await elsewhere.newPage();
  await openDesk(other, "Mara");
  await other.goto("/desk/account");
  await other.getByRole("button", { name: "Sign out all others" }).click();
  await expect(other.getByRole("button", { name: "Sign out all others" })).toBeDisabled();
  await elsewhere.close();

  await about.pressSequentially("others write.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog", { name: "Sign in again to go on" })).toBeVisible();
  const [tab] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("link", { name: "Sign in in a new tab" }).click(),
  ]);
  await tab.getByRole("link", { name: /^Continue with/ }).click();
  await tab.getByRole("button", { name: "Continue as Mara" }).click();
  await tab.waitForURL("**/desk/account");
  await expect(tab.getByLabel("About you")).not.toHaveValue(/others write/); // nothing by itself
  await tab.close();

  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(about).toHaveValue("Prints what others write.");
});

test("what somebody typed is not saved as somebody else's who signed in beside them", async ({
  page,
  context,
}) => {
  await openDesk(page, "Teo");
  await page.goto("/desk/account");
  await page.getByLabel("About you").fill("Teo’s words.");
  const tab = await context.newPage();
  await tab.goto("/desk/account");
  await tab.getByRole("button", { name: "Sign out", exact: true }).click();
  await tab.waitForURL(({ pathname }) => pathname === "/");
  await signInAs(tab, "Rui");
  await page.bringToFront();
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again to go on" });
  await expect(dialog).toContainText("Rui is signed in now.");
  await tab.goto("/desk/account");
  await expect(tab.getByLabel("About you")).not.toHaveValue("Teo’s words.");
});
