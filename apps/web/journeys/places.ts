import type { Page } from "@playwright/test";

import { signInAs } from "./sign-in.ts";

/** Somewhere worth a look: a name for the picture, and how to get there. */
export interface Place {
  name: string;
  go: (page: Page) => Promise<unknown>;
}

const at = (name: string, path: string): Place => ({ name, go: (page) => page.goto(path) });

/** A route of the desk, once it shows more than an empty page. */
const desk = (name: string, path: string): Place => ({
  name,
  go: async (page) => {
    await page.goto(path);
    await page.locator("main h1").waitFor();
  },
});

/** Every reading page of a seeded site. */
export const readingPlaces: readonly Place[] = [
  at("home", "/"),
  at("archive", "/archive"),
  { name: "post", go: openFirst("main article a, main h2 a, main li a") },
  at("page", "/about"),
  at("author", "/author/mara"),
  {
    name: "tag",
    go: async (page) => (
      await openFirst("main li a")(page),
      page.locator("a[href^='/tag/']").first().click()
    ),
  },
  at("privacy", "/privacy"),
  at("terms", "/terms"),
  at("search", "/search?q=press"),
  at("search-nothing", "/search?q=zzz"),
  at("not-found", "/nothing-is-here"),
  at("sign-in", "/sign-in"),
];

/** Every desk route, for a page that is signed in as the owner. */
export const deskPlaces: readonly Place[] = [
  desk("desk-posts", "/desk/posts"),
  { name: "desk-write", go: openDraft },
  {
    name: "desk-settings",
    go: async (page) => {
      await openDraft(page);
      await page.getByRole("button", { name: "Settings" }).click();
    },
  },
  {
    name: "desk-preview",
    go: async (page) => {
      await openDraft(page);
      await page.getByRole("button", { name: "Preview" }).click();
      await page.getByRole("main", { name: "Preview" }).locator("h1").waitFor();
    },
  },
  {
    name: "desk-publish",
    go: async (page) => {
      await openDraft(page);
      await page.getByRole("button", { name: /^Publish/ }).click();
    },
  },
  {
    name: "desk-history",
    go: async (page) => {
      await openDraft(page);
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "History" }).click();
      await page.getByRole("heading", { name: "History" }).waitFor();
    },
  },
  {
    name: "desk-history-comparison",
    go: async (page) => {
      await page.goto("/desk/posts?state=live&whose=all");
      await page.locator("main li a").first().click();
      await page.getByRole("textbox", { name: "Title" }).fill(`Another title ${Date.now()}`);
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "History" }).click();
      await page.locator(".version").first().click();
      await page.getByRole("heading", { name: "From version 1 to now" }).waitFor();
      await page.locator("ins").first().waitFor();
    },
  },
  {
    name: "desk-shortcuts",
    go: async (page) => {
      await page.goto("/desk/people");
      await page.locator("main h1").waitFor();
      await page.keyboard.press("Control+/");
      await page.getByRole("dialog").waitFor();
    },
  },
  desk("desk-posts-scheduled", "/desk/posts?state=scheduled&whose=all"),
  {
    name: "desk-schedule",
    go: async (page) => {
      await openDraft(page);
      await page.getByRole("button", { name: /^Publish/ }).click();
      await page.getByRole("radio", { name: "Later" }).check();
    },
  },
  {
    name: "private-preview",
    go: async (page) => {
      await openDraft(page);
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByRole("button", { name: /^(Share a preview|Make a new link)$/ }).click();
      const link = page.getByRole("textbox", { name: "Preview link" });
      await page.goto(await link.inputValue());
    },
  },
  desk("desk-people", "/desk/people"),
  desk("desk-tags", "/desk/tags"),
  {
    name: "desk-site",
    go: async (page) => {
      await page.goto("/desk/settings");
      await page.getByRole("heading", { name: "Navigation" }).waitFor();
    },
  },
  desk("desk-audit", "/desk/audit"),
  desk("desk-account", "/desk/account"),
];

function openFirst(selector: string) {
  return async (page: Page) => {
    await page.goto("/archive");
    await page.locator(selector).first().click();
    await page.waitForLoadState();
  };
}

async function openDraft(page: Page): Promise<void> {
  await page.goto("/desk/posts?state=draft&whose=all");
  await page.locator("main li a").first().click();
  await page.getByRole("textbox", { name: "Post body" }).waitFor();
}

/** Takes a page to the desk and waits until it is there. */
export async function openDesk(page: Page, name: string): Promise<void> {
  await signInAs(page, name);
  await page
    .getByRole("link", { name: "New post" })
    .or(page.getByRole("button", { name: "New post" }))
    .first()
    .waitFor();
}
