import { keepableOf } from "@quoin/model";

/** What is said when something had to go. */
export const takenOut =
  "Something that is no character was left out: no text can hold it. The rest is as you gave it.";

/** Takes what no text may hold out of every field of the page, before a form sees it. */
export function guardFields(page: Window & typeof globalThis, say: (words: string) => void): void {
  const guard = ({ target }: Event) => {
    const isField =
      target instanceof page.HTMLTextAreaElement ||
      (target instanceof page.HTMLInputElement && /^(text|search|url|email)$/.test(target.type));
    if (!isField) return;
    const kept = keepableOf(target.value);
    if (kept === target.value) return;
    const caret = keepableOf(target.value.slice(0, target.selectionEnd ?? undefined)).length;
    // By the element's own setter: React replaces it, and would not notice the change.
    const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(target), "value");
    own?.set?.call(target, kept);
    if (target.selectionEnd !== null) target.setSelectionRange(caret, caret);
    say(takenOut);
  };
  page.addEventListener("input", guard, { capture: true });
}
