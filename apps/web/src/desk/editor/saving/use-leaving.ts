import { useBlocker } from "@tanstack/react-router";
import { useEffect } from "react";

import { finishHalfTyped, isHalfTyped } from "../../lib/half-typed.ts";
import { keepUnsaved } from "../../lib/unsaved.ts";
import type { PictureUploads } from "../../pictures/picture-uploads.ts";
import { isUnsaved } from "./autosave.ts";
import type { Autosaver } from "./autosaver.ts";

// Leaving waits this long for the last save before it asks.
const patienceMs = 4000;

/** Saves when the writer leaves, and asks first when that cannot be done. */
export function useLeaving(saver: Autosaver, uploads: PictureUploads) {
  const settle = async () => {
    if (!(await finishHalfTyped()) || uploads.snapshot().size > 0) return false;
    const late = new Promise<false>((resolve) => {
      setTimeout(resolve, patienceMs, false);
    });
    return Promise.race([saver.settle(), late]);
  };
  const isAtRisk = () => isHalfTyped() || isUnsaved(saver.latest()) || uploads.snapshot().size > 0;

  const blocker = useBlocker({
    shouldBlockFn: async () => isAtRisk() && !(await settle()),
    enableBeforeUnload: isAtRisk,
    withResolver: true,
  });

  useEffect(() => {
    const release = keepUnsaved(settle);
    const retry = () => saver.happen({ type: "resumed" });
    // A hidden page may never be seen again: phones end it without a word.
    const hide = () => {
      if (!document.hidden) return;
      void finishHalfTyped();
      saver.happen({ type: "asked" });
    };
    window.addEventListener("online", retry);
    document.addEventListener("visibilitychange", hide);
    return () => {
      release();
      window.removeEventListener("online", retry);
      document.removeEventListener("visibilitychange", hide);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- settle only reads these two
  }, [saver, uploads]);

  return {
    isOpen: blocker.status === "blocked",
    onStay: () => blocker.reset?.(),
    onLeave: () => {
      saver.close();
      uploads.close();
      blocker.proceed?.();
    },
  };
}
