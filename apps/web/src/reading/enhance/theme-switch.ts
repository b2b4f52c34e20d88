import { recall, remember } from "./storage.ts";

const key = "quoin:theme";
const order = ["system", "light", "dark"] as const;
type Theme = (typeof order)[number];

/** Lets a reader choose light or dark over their system's wish. `themeBoot` applies it on every page. */
export function startThemeSwitch(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-switch]");
  if (button === null) return;
  let theme = stored();
  const show = () => {
    const { dataset } = document.documentElement;
    if (theme === "system") delete dataset["theme"];
    else dataset["theme"] = theme;
    button.dataset["themeSwitch"] = theme;
    for (const meta of aroundThePage()) {
      const own = meta.dataset["scheme"] ?? "";
      const isChosen = theme === own ? "all" : "not all";
      meta.media = theme === "system" ? `(prefers-color-scheme: ${own})` : isChosen;
    }
    const label = button.querySelector("span");
    if (label !== null) label.textContent = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = order[(order.indexOf(theme) + 1) % order.length] ?? "system";
    remember(key, theme === "system" ? null : theme);
    show();
  });
  // another tab of this site
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    theme = stored();
    show();
  });
  show();
  button.disabled = false;
}

/** What the browser paints around the page, in light and in dark. */
const aroundThePage = () =>
  document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color][data-scheme]");

function stored(): Theme {
  const value = recall(key);
  return order.find((theme) => theme === value) ?? "system";
}
