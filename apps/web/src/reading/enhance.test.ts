import { createElement } from "react";
// @vitest-environment jsdom
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, test } from "vitest";

import { relabelSignIn } from "./enhance/sign-in-link.ts";
import { startThemeSwitch } from "./enhance/theme-switch.ts";
import { SiteHeader } from "./site-header.tsx";

const site = { title: "Quoin", description: "", language: "en", accent: null, navigation: [] };

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset["theme"];
  document.body.innerHTML = renderToStaticMarkup(createElement(SiteHeader, { site, path: "/" }));
});

const link = () => document.querySelector<HTMLAnchorElement>("[data-sign-in]");
const theSwitch = () => document.querySelector("button") ?? expect.fail("there is no switch");

test("the theme switch goes from the system's wish to light, dark and back, and is remembered", () => {
  expect(theSwitch().disabled).toBe(true);
  startThemeSwitch();
  expect(theSwitch().disabled).toBe(false);
  const seen = [1, 2, 3].map(() => {
    theSwitch().click();
    const { theme } = document.documentElement.dataset;
    return [theSwitch().textContent, theme, localStorage.getItem("quoin:theme")];
  });
  expect(seen).toEqual([
    ["Theme: light", "light", "light"],
    ["Theme: dark", "dark", "dark"],
    ["Theme: system", undefined, null],
  ]);
});

test("on a device that is signed in, the link leads to the desk", () => {
  relabelSignIn();
  expect([link()?.textContent, link()?.pathname]).toEqual(["Sign in", "/sign-in"]);
  localStorage.setItem("quoin:signed-in", "1");
  relabelSignIn();
  expect([link()?.textContent, link()?.pathname]).toEqual(["Desk", "/desk"]);
});
