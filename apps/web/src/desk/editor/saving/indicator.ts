import { fieldLabels } from "@quoin/model";

import { type Autosave, isUnsaved, savingAfterMs, savingForMs } from "./autosave.ts";

/** What stands beside the title bar about saving: one of five states. */
export interface Indicator {
  state: "idle" | "pending" | "device-only" | "action-needed" | "conflict";
  text: string;
  /** What a button beside the text offers. */
  action: "sign-in" | "retry" | "compare" | null;
}

/** What the writer is told, and no more than is true. `savedAt`: when it was saved last, in words. */
export function indicatorOf(now: Autosave, savedAt: () => string): Indicator {
  const { trouble } = now;
  if (trouble?.kind === "conflict") {
    return { state: "conflict", text: "Someone changed this post", action: "compare" };
  }
  if (trouble?.kind === "signed-out") {
    return { state: "action-needed", text: "Sign in again to save", action: "sign-in" };
  }
  if (trouble?.kind === "refused") {
    const what = trouble.field === null ? "Not saved" : `${fieldLabels[trouble.field]} not saved`;
    return { state: "action-needed", text: `${what}. ${trouble.words}`, action: "retry" };
  }
  if (trouble?.kind === "unreachable") {
    return { state: "device-only", text: "Not saved yet · trying again", action: null };
  }
  if (isSavingShown(now)) return { state: "pending", text: "Saving…", action: null };
  if (isUnsaved(now)) return { state: "pending", text: "Edited", action: null };
  return { state: "idle", text: `Saved · ${savedAt()}`, action: null };
}

function isSavingShown({ at, lastSend }: Autosave): boolean {
  if (lastSend === null) return false;
  const shown = lastSend.at + savingAfterMs;
  if (at < shown) return false;
  if (lastSend.endedAt === null) return true;
  return lastSend.endedAt > shown && at < shown + savingForMs;
}
