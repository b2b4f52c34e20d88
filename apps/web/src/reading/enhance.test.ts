import { createElement } from "react";
// @vitest-environment jsdom
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, test } from "vitest";

import { SiteHeader } from "./document/site-header.tsx";
import { startSearchKeys } from "./enhance/search-keys.ts";
import { relabelSignIn } from "./enhance/sign-in-link.ts";
import { startThemeSwitch } from "./enhance/theme-switch.ts";
import { addWrapSwitches } from "./enhance/wrap-code.ts";
import { addZoom } from "./enhance/zoom-pictures.ts";

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

const media = () => [...document.querySelectorAll("meta")].map((meta) => meta.media);

test("the browser paints around the page what the reader chose", () => {
  document.head.innerHTML = ["light", "dark"]
    .map((one) => `<meta name="theme-color" data-scheme="${one}">`)
    .join("");
  startThemeSwitch();
  const bySystem = ["(prefers-color-scheme: light)", "(prefers-color-scheme: dark)"];
  expect(media()).toEqual(bySystem);
  const seen = [1, 2, 3].map(() => (theSwitch().click(), media()));
  expect(seen).toEqual([["all", "not all"], ["not all", "all"], bySystem]);
  document.head.innerHTML = "";
});

test("on a device that is signed in, the link leads to the desk", () => {
  relabelSignIn();
  expect([link()?.textContent, link()?.pathname]).toEqual(["Sign in", "/sign-in"]);
  localStorage.setItem("quoin:signed-in", "1");
  relabelSignIn();
  expect([link()?.textContent, link()?.pathname]).toEqual(["Desk", "/desk"]);
});

const press = (key: string) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  return event.defaultPrevented;
};
const at = () => document.activeElement?.textContent || document.activeElement?.localName;

test("a slash goes to the search box, and arrows go from it through what was found", () => {
  document.body.innerHTML = `<div class="search-box"><input value="wedge"></div>
    <ol data-found><li class="entry-title"><a href="/1">1</a></li><li class="entry-title"><a href="/2">2</a></li></ol>`;
  startSearchKeys();
  expect([press("ArrowDown"), at()]).toEqual([false, expect.stringContaining("1")]);
  expect([press("/"), at()]).toEqual([true, "input"]);
  expect([press("/"), at()]).toEqual([false, "input"]); // typed, like any other sign
  const seen = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"].map((key) => {
    press(key);
    return at();
  });
  expect(seen).toEqual(["1", "2", "2", "1", "input"]);
});

const figure = (width: number) =>
  `<figure class="picture"><img src="/a.webp" alt="A press" width="${width}"></figure>`;

test("a picture with more to show than its place becomes a button that enlarges it", () => {
  document.body.innerHTML = `<div class="prose">${figure(1600)}${figure(0)}<p><a href="/x"><img src="/b" width="9"></a></p></div>`;
  // jsdom lays nothing out
  for (const picture of document.querySelectorAll("img")) {
    Object.defineProperty(picture, "width", { value: 600 });
  }
  addZoom();
  const buttons = document.querySelectorAll<HTMLButtonElement>(".zoom > button");
  expect([...buttons].map((button) => [button.ariaLabel, button.innerHTML])).toEqual([
    ["Enlarge: A press", ""],
  ]);
  // Beside its button, not in it: so it is copied with the page.
  expect(buttons[0]?.previousElementSibling?.getAttribute("src")).toBe("/a.webp");
  expect(document.querySelectorAll("dialog img")).toHaveLength(1);
});

test("code wider than its place can be wrapped", () => {
  document.body.innerHTML = `<div class="prose"><figure class="code"><pre>long</pre></figure>
    <figure class="code"><pre>short</pre></figure></div>`;
  const pre = document.querySelector("pre") ?? expect.fail("there is no code");
  Object.defineProperty(pre, "scrollWidth", { value: 900 });
  addWrapSwitches();
  const switches = document.querySelectorAll<HTMLButtonElement>(".code-tools button");
  expect(switches).toHaveLength(1);
  switches[0]?.click();
  expect([pre.className, switches[0]?.ariaPressed]).toEqual(["wrapped", "true"]);
  switches[0]?.click();
  expect([pre.className, switches[0]?.ariaPressed]).toEqual(["", "false"]);
});
