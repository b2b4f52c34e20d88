import { useState, useSyncExternalStore } from "react";

import { clockOf } from "../../lib/moments.ts";
import type { Autosaver } from "./autosaver.ts";
import { type Indicator, indicatorOf } from "./indicator.ts";

const actions = { "sign-in": "Sign in", retry: "Try again", compare: "Compare" } as const;

interface SaveIndicatorProps {
  saver: Autosaver;
  onAction: (action: NonNullable<Indicator["action"]>) => void;
}

/** Whether the words are safe. Never says more than is known. */
export function SaveIndicator({ saver, onAction }: SaveIndicatorProps) {
  const autosave = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const { state, text, action } = indicatorOf(autosave, () => clockOf(saver.savedAt()));
  const isWell = state === "idle" || state === "pending";
  const [wasUnwell, setWasUnwell] = useState(false);
  if (!isWell && !wasUnwell) setWasUnwell(true);
  return (
    <div className="save" data-state={state}>
      {/* Said aloud: trouble, and its end. A save that works as ever, every few seconds, is not news. */}
      <output>
        {!isWell && text}
        {state === "idle" && wasUnwell && <span className="for-ears">Up to date</span>}
      </output>
      {isWell && <span>{text}</span>}
      {action !== null && (
        <button type="button" className="link-button" onClick={() => onAction(action)}>
          {actions[action]}
        </button>
      )}
    </div>
  );
}
