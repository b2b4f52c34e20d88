import type { Page } from "@playwright/test";

/** Signs in through the local provider as one of the cast, as a person would. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: "Sign in" }).click();
  await page
    .getByRole("link", { name: /^Continue with/ })
    .or(page.getByRole("button", { name: /^Continue with/ }))
    .click();
  await page.getByRole("button", { name: `Continue as ${name}` }).click();
  await page.waitForURL("**/desk/**");
}
