import { useBlocker } from "@tanstack/react-router";
import { useEffect } from "react";

import { keepUnsaved } from "../lib/unsaved.ts";
import { isUnsaved } from "./autosave.ts";
import type { Autosaver } from "./autosaver.ts";
import type { PictureUploads } from "./picture-uploads.ts";

// Leaving waits this long for the last save before it asks.
const patienceMs = 4000;

/** Saves when the writer leaves, and asks first when that cannot be done. */
export function useLeaving(saver: Autosaver, uploads: PictureUploads) {
  const settle = async () => {
    if (uploads.snapshot().size > 0) return false;
    const late = new Promise<false>((resolve) => {
      setTimeout(resolve, patienceMs, false);
    });
    return Promise.race([saver.settle(), late]);
  };
  const isAtRisk = () => isUnsaved(saver.snapshot()) || uploads.snapshot().size > 0;

  const blocker = useBlocker({
    shouldBlockFn: async () => isAtRisk() && !(await settle()),
    enableBeforeUnload: isAtRisk,
    withResolver: true,
  });

  useEffect(() => {
    const release = keepUnsaved(settle);
    const retry = () => saver.happen({ type: "resumed" });
    window.addEventListener("online", retry);
    return () => {
      release();
      window.removeEventListener("online", retry);
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
