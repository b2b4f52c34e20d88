import { createContext, lazy, type ReactNode, Suspense, use, useEffect, useState } from "react";

const Sheet = lazy(async () => {
  const { Shortcuts: component } = await import("./shortcuts.tsx");
  return { default: component };
});

const Show = createContext<() => void>(() => {});

/** What shows the sheet of shortcuts. */
export const useShortcutSheet = (): (() => void) => use(Show);

/** Mod+/ shows every shortcut, wherever on the desk one is. */
export function ShortcutSheet({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const [show] = useState(() => () => setIsOpen(true));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isMod = event.ctrlKey || event.metaKey;
      // By what is typed, not where: "/" is Shift+7 on some keyboards.
      if (!isMod || event.altKey || (event.key !== "/" && event.code !== "Slash")) return;
      if (document.querySelector(".dialog") !== null) return; // it has the keyboard to itself
      event.preventDefault();
      event.stopPropagation();
      show();
    };
    // Before the editor sees the key, which means something to it too.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [show]);
  return (
    <Show value={show}>
      {children}
      <Suspense>{isOpen && <Sheet onClose={() => setIsOpen(false)} />}</Suspense>
    </Show>
  );
}
