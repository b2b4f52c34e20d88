import { codeTools } from "./code-tools.ts";

const shownMs = 2000;

/** Gives every block of code a button that copies it, and says so aloud. */
export function addCopyButtons(): void {
  const blocks = document.querySelectorAll<HTMLElement>(".prose figure.code");
  if (blocks.length === 0 || !("clipboard" in navigator)) return;
  const announcer = document.createElement("p");
  announcer.className = "unseen";
  announcer.role = "status";
  document.body.append(announcer);
  for (const block of blocks) codeTools(block).append(copyButton(block, announcer));
}

function copyButton(block: HTMLElement, announcer: HTMLElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  let timer: number | undefined;
  const say = (short: string, aloud: string) => {
    button.textContent = short;
    announcer.textContent = aloud;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      button.textContent = "Copy";
      announcer.textContent = "";
    }, shownMs);
  };
  button.addEventListener("click", () => {
    const text = block.querySelector("pre")?.textContent ?? "";
    navigator.clipboard.writeText(text).then(
      () => say("Copied", "The code is on the clipboard."),
      () => say("Failed", "This browser did not allow copying."),
    );
  });
  return button;
}
