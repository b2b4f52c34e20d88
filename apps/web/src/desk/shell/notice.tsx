import { X } from "lucide-react";
import { useSyncExternalStore } from "react";

import { notices } from "../lib/notices.ts";

/** Says what has just happened, over the foot of the page, and takes no focus from the text. */
export function Notice() {
  const words = useSyncExternalStore(notices.subscribe, notices.snapshot);
  return (
    <div className="foot-bar" data-shown={words !== null || undefined}>
      <output>{words}</output>
      {words !== null && (
        <button type="button" className="icon" aria-label="Close" onClick={notices.close}>
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}
