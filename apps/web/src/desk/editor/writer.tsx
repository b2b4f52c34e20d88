import { EditorView } from "@codemirror/view";
import type { DraftView } from "@quoin/model";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import { LeaveDialog } from "../components/leave-dialog.tsx";
import { useTitle } from "../lib/title.tsx";
import { quoin } from "../lib/trpc.ts";
import { PictureUploads } from "../pictures/picture-uploads.ts";
import { useMay } from "../posts/use-may.ts";
import { signInAgain } from "../session/sign-in-again.ts";
import { Preview } from "./preview.tsx";
import { type PostPlace, PublishDialog } from "./publishing/publish-dialog.tsx";
import { isUnsaved, refusedIn } from "./saving/autosave.ts";
import type { Autosaver } from "./saving/autosaver.ts";
import { Conflict } from "./saving/conflict.tsx";
import type { Indicator } from "./saving/indicator.ts";
import { useLeaving } from "./saving/use-leaving.ts";
import { NameVersion } from "./settings/name-version.tsx";
import { SettingsPanel } from "./settings/settings-panel.tsx";
import { placeIn } from "./text/line-ends.ts";
import { showUploads } from "./text/upload-places.ts";
import { useWritingKeys } from "./use-writing-keys.ts";
import { WriteBar } from "./write-bar.tsx";
import { WriteNotes } from "./write-notes.tsx";
import { WritePage } from "./write-page.tsx";

interface WriterProps {
  /** The post as it stands on the server. Its words are read once; `saver` has them from then on. */
  post: DraftView;
  saver: Autosaver;
}

/** The page where people write. */
export function Writer({ post, saver }: WriterProps) {
  const autosave = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const { text, trouble } = autosave;
  const [uploads] = useState(() => new PictureUploads(quoin));
  const navigate = useNavigate();
  const leaving = useLeaving(saver, uploads);

  const title = useRef<HTMLTextAreaElement>(null);
  const firstTool = useRef<HTMLButtonElement>(null);
  const [view, setView] = useState<EditorView | null>(null);
  const [isPreview, setIsPreview] = useState(false);
  const [open, setOpen] = useState<"settings" | "publish" | "name" | "conflict" | null>(null);

  const mayPublish = useMay("publish", post);
  const isTrashed = post.state === "trashed";
  const isLocked = useLock(isTrashed);
  const isEdited = isUnsaved(autosave);
  const shown = isEdited ? edited(post) : post;

  useTitle(text.title || "Untitled");
  useWritingKeys({
    name: () => !isTrashed && setOpen("name"),
    preview: () => setIsPreview(!isPreview),
    publish: () => mayPublish && !isTrashed && setOpen("publish"),
    tools: () => firstTool.current?.focus(),
  });

  useEffect(() => {
    // A new post begins with its title.
    const { title: words, body } = saver.snapshot().text;
    if (words === "" && body === "") title.current?.focus();
  }, [saver]);

  const isSignedOut = trouble?.kind === "signed-out";
  useEffect(() => {
    if (isSignedOut) return signInAgain.watch(() => saver.happen({ type: "resumed" }));
    return undefined;
  }, [isSignedOut, saver]);

  const act = (action: NonNullable<Indicator["action"]>) => {
    if (action === "retry") saver.happen({ type: "asked" });
    else if (action === "sign-in") signInAgain.open("session");
    else setOpen("conflict");
  };
  const show = (what: PostPlace) => {
    setIsPreview(false);
    if (what === "conflict") setOpen("conflict");
    else if (what === "title") title.current?.focus();
    else if (view && what === "uploads") showUploads(view);
    else if (view && typeof what === "object") showPlace(view, placeIn(text.body, what.at));
  };
  return (
    <div className="write">
      <WriteBar
        post={shown}
        saver={saver}
        isPreview={isPreview}
        isSettings={open === "settings"}
        onPreview={() => setIsPreview(!isPreview)}
        onSettings={() => setOpen(open === "settings" ? null : "settings")}
        onPublish={() => setOpen("publish")}
        onName={() => setOpen("name")}
        onAction={act}
        onTrashed={() => void navigate({ to: "/posts" })}
      />
      <WriteNotes post={post} />
      <WritePage
        saver={saver}
        uploads={uploads}
        view={view}
        titleRef={title}
        toolRef={firstTool}
        isHidden={isPreview}
        isReadOnly={isLocked}
        onView={setView}
      />
      {isPreview && <Preview text={text} post={post} />}

      <SettingsPanel
        isOpen={open === "settings"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "settings" : null)}
        post={post}
        text={text}
        refused={refusedIn(autosave)}
        uploads={uploads}
        onChange={(fields) => saver.type(fields)}
      />
      <PublishDialog
        isOpen={open === "publish"}
        onClose={() => setOpen(null)}
        post={shown}
        saver={saver}
        uploads={uploads}
        onShow={show}
      />
      <NameVersion
        id={post.id}
        saver={saver}
        isOpen={open === "name"}
        onClose={() => setOpen(null)}
      />
      {open === "conflict" && (
        <Conflict id={post.id} saver={saver} view={view} onClose={() => setOpen(null)} />
      )}
      <LeaveDialog {...leaving} />
    </div>
  );
}

/** What is typed into stays open, wherever the post is put meanwhile: the words go with it. */
function useLock(isTrashed: boolean): boolean {
  const [isLocked, setIsLocked] = useState(isTrashed);
  if (isLocked && !isTrashed) setIsLocked(false);
  return isLocked;
}

/** A post with words that are not stored yet: they are neither live nor scheduled. */
function edited(post: DraftView): DraftView {
  const state = post.state === "live" ? "changed" : post.state;
  return { ...post, state, schedule: post.schedule && { ...post.schedule, isCurrent: false } };
}

function showPlace(view: EditorView, at: number): void {
  const anchor = Math.min(at, view.state.doc.length);
  const effects = EditorView.scrollIntoView(anchor, { y: "center" });
  view.dispatch({ selection: { anchor }, effects });
  view.focus();
}
