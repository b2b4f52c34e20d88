interface Shortcut {
  group: "Text" | "Blocks" | "Editing" | "Page";
  /** What it does, as the sheet lists it. */
  name: string;
  /** `Mod` is Command on a Mac and Control elsewhere. A space parts what is pressed in turn. */
  keys: string;
}

/** Every shortcut of the page where people write, in the order a sheet lists them. */
export const shortcuts = [
  { group: "Text", name: "Bold", keys: "Mod+B" },
  { group: "Text", name: "Italic", keys: "Mod+I" },
  { group: "Text", name: "Code", keys: "Mod+E" },
  { group: "Text", name: "Link", keys: "Mod+K" },
  { group: "Text", name: "Strikethrough", keys: "Mod+Shift+X" },
  { group: "Blocks", name: "Heading 1", keys: "Mod+Alt+1" },
  { group: "Blocks", name: "Heading 2", keys: "Mod+Alt+2" },
  { group: "Blocks", name: "Heading 3", keys: "Mod+Alt+3" },
  { group: "Blocks", name: "Numbered list", keys: "Mod+Shift+7" },
  { group: "Blocks", name: "List", keys: "Mod+Shift+8" },
  { group: "Blocks", name: "Quote", keys: "Mod+Shift+9" },
  { group: "Blocks", name: "Tick or untick a task", keys: "Mod+Shift+Enter" },
  { group: "Editing", name: "Undo", keys: "Mod+Z" },
  { group: "Editing", name: "Redo", keys: "Mod+Shift+Z" },
  { group: "Editing", name: "Indent", keys: "Mod+]" },
  { group: "Editing", name: "Outdent", keys: "Mod+[" },
  { group: "Editing", name: "Move lines up", keys: "Alt+ArrowUp" },
  { group: "Editing", name: "Move lines down", keys: "Alt+ArrowDown" },
  { group: "Editing", name: "Paste without formatting", keys: "Mod+Shift+V" },
  { group: "Editing", name: "Open a link", keys: "Mod+Click" },
  { group: "Editing", name: "Leave the text", keys: "Escape Tab" },
  { group: "Page", name: "Show every mark", keys: "Mod+Shift+M" },
  { group: "Page", name: "Preview", keys: "Mod+Shift+P" },
  { group: "Page", name: "Name this version", keys: "Mod+S" },
  { group: "Page", name: "Publish", keys: "Mod+Enter" },
  { group: "Page", name: "To the toolbar", keys: "Alt+F10" },
  { group: "Page", name: "Shortcuts", keys: "Mod+/" },
] as const satisfies readonly Shortcut[];

const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent);
const symbols = { Mod: "⌘", Alt: "⌥", Shift: "⇧", ArrowUp: "↑", ArrowDown: "↓" };
const words = { Mod: "Ctrl", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };

/** Keys as this machine's keyboard names them: "⌘B", "Ctrl+B". */
export function keysInWords(keys: string): string {
  const names: Partial<Record<string, string>> = isMac ? symbols : words;
  const steps = keys.split(" ").map((step) =>
    step
      .split("+")
      .map((key) => names[key] ?? key)
      .join(isMac ? "" : "+"),
  );
  return steps.join(", then ");
}

/** The keys of one shortcut, in words. */
export function keysOf(name: (typeof shortcuts)[number]["name"]): string {
  return keysInWords(shortcuts.find((shortcut) => shortcut.name === name)?.keys ?? "");
}
