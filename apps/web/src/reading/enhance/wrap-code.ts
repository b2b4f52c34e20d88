import { codeTools } from "./code-tools.ts";

/** Gives each block of code that is wider than its place a switch that breaks its lines. */
export function addWrapSwitches(): void {
  for (const block of document.querySelectorAll<HTMLElement>(".prose figure.code")) {
    const pre = block.querySelector("pre");
    if (pre === null || pre.scrollWidth <= pre.clientWidth) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Wrap";
    button.ariaPressed = "false";
    button.addEventListener("click", () => {
      button.ariaPressed = String(pre.classList.toggle("wrapped"));
    });
    codeTools(block).prepend(button);
  }
}
