import { useBlocker } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";

import { keepUnsaved } from "./unsaved.ts";

/** Asks before a form with changes is left, whether by a link, by closing the page or by signing out. */
export function useUnsaved(isChanged: boolean) {
  const isSafe = useEffectEvent(async () => !isChanged);
  const blocker = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  useEffect(() => keepUnsaved(() => isSafe()), []);
  return {
    isOpen: blocker.status === "blocked",
    onStay: () => blocker.reset?.(),
    onLeave: () => blocker.proceed?.(),
  };
}
