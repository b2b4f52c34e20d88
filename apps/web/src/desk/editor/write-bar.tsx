import type { DraftView } from "@quoin/model";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, Eye, PanelRight, PencilLine } from "lucide-react";

import { StateChip } from "../posts/state-chip.tsx";
import { useMay } from "../posts/use-may.ts";
import { MoreMenu } from "./more-menu.tsx";
import type { Autosaver } from "./saving/autosaver.ts";
import type { Indicator } from "./saving/indicator.ts";
import { SaveIndicator } from "./saving/save-indicator.tsx";

interface WriteBarProps {
  post: DraftView;
  saver: Autosaver;
  isPreview: boolean;
  isSettings: boolean;
  onPreview: () => void;
  onSettings: () => void;
  onPublish: () => void;
  onName: () => void;
  onAction: (action: NonNullable<Indicator["action"]>) => void;
  onTrashed: () => void;
}

/** Where the post stands, and what can be done with it. */
export function WriteBar({ post, saver, isPreview, isSettings, ...on }: WriteBarProps) {
  const mayPublish = useMay("publish", post);
  return (
    <header className="write-bar">
      <Link to="/posts" className="icon" aria-label="Back to posts">
        <ArrowLeft aria-hidden />
      </Link>
      <div className="write-standing">
        <StateChip {...post} />
        <SaveIndicator saver={saver} onAction={on.onAction} />
      </div>
      <button
        type="button"
        className="quiet"
        aria-pressed={isPreview}
        aria-keyshortcuts="Control+Shift+P Meta+Shift+P"
        onClick={on.onPreview}
      >
        {isPreview ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
        <span>Preview</span>
      </button>
      {post.state !== "trashed" && (
        <>
          <button
            type="button"
            className="quiet"
            aria-expanded={isSettings}
            aria-haspopup="dialog"
            onClick={on.onSettings}
          >
            <PanelRight aria-hidden />
            <span>Settings</span>
          </button>
          <MoreMenu post={post} onName={on.onName} onTrashed={on.onTrashed} />
          <button
            type="button"
            className="button primary"
            aria-keyshortcuts="Control+Enter Meta+Enter"
            disabled={!mayPublish || (post.state === "live" && post.schedule === null)}
            onClick={on.onPublish}
          >
            {verbOf(post)}
          </button>
        </>
      )}
    </header>
  );
}

/** What the button leads to; the dialog says when. */
function verbOf({ state, schedule }: DraftView): string {
  if (schedule !== null) return schedule.isCurrent ? "Change schedule" : "Update schedule";
  return state === "draft" ? "Publish" : "Publish changes";
}
