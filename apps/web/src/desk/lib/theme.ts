/** True when the page is dark now. */
export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Applies the reader's own choice of light or dark, made with the switch on the reading pages. */
export function applyTheme(): void {
  try {
    const theme = localStorage.getItem("quoin:theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be forbidden; the system's choice then holds.
  }
}
