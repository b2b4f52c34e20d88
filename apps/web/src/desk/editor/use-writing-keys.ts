import { useEffect, useEffectEvent } from "react";

interface WritingKeys {
  name: () => void;
  preview: () => void;
  publish: () => void;
  tools: () => void;
}

/** Mod+S, Mod+Shift+P, Mod+Enter and Alt+F10, wherever on the page the focus is. */
export function useWritingKeys(verbs: WritingKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const verb = verbOf(event);
    // An open dialog has the keyboard to itself.
    if (verb === null || document.querySelector(".dialog") !== null) return;
    event.preventDefault();
    event.stopPropagation();
    verbs[verb]();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    // Before the editor sees the key: Mod+Enter means something to it too.
    window.addEventListener("keydown", listener, { capture: true });
    return () => window.removeEventListener("keydown", listener, { capture: true });
  }, []);
}

function verbOf(event: KeyboardEvent): keyof WritingKeys | null {
  const isMod = event.ctrlKey || event.metaKey;
  if (event.altKey) return event.key === "F10" ? "tools" : null;
  if (!isMod) return null;
  if (event.shiftKey) return event.code === "KeyP" ? "preview" : null;
  if (event.code === "KeyS") return "name";
  return event.key === "Enter" ? "publish" : null;
}
