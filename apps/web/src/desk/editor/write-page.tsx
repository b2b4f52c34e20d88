import type { EditorView } from "@codemirror/view";
import { type RefObject, useState, useSyncExternalStore } from "react";

import type { PictureUploads } from "../pictures/picture-uploads.ts";
import { refusedIn } from "./saving/autosave.ts";
import type { Autosaver } from "./saving/autosaver.ts";
import { BodyEditor } from "./text/body-editor.tsx";
import type { Mark } from "./text/markdown-commands.ts";
import { EditorToolbar } from "./text/toolbar.tsx";
import { TitleField } from "./title-field.tsx";

interface WritePageProps {
  saver: Autosaver;
  uploads: PictureUploads;
  /** Null until the editor is there. */
  view: EditorView | null;
  titleRef: RefObject<HTMLTextAreaElement | null>;
  toolRef: RefObject<HTMLButtonElement | null>;
  isHidden: boolean;
  isReadOnly: boolean;
  onView: (view: EditorView | null) => void;
}

/** The sheet itself: the title, and the text under its tools. */
export function WritePage({
  saver,
  uploads,
  view,
  titleRef,
  toolRef,
  isHidden,
  isReadOnly,
  onView,
}: WritePageProps) {
  const autosave = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const { text } = autosave;
  const [marks, setMarks] = useState<ReadonlySet<Mark>>(new Set());
  return (
    <main hidden={isHidden}>
      <h1 className="for-ears">Write</h1>
      <div className="write-tools" hidden={isReadOnly}>
        <EditorToolbar view={view} marks={marks} firstRef={toolRef} />
      </div>
      <div className="write-page">
        <TitleField
          ref={titleRef}
          title={text.title}
          problem={refusedIn(autosave).title}
          isReadOnly={isReadOnly}
          onTitle={(typed) => saver.type({ title: typed })}
          onLeave={() => view?.focus()}
        />
        <BodyEditor
          text={() => saver.latest().text.body}
          isReadOnly={isReadOnly}
          uploads={uploads}
          onTyping={(read) => saver.typing(() => ({ body: read() }))}
          onMarks={setMarks}
          onView={onView}
        />
      </div>
    </main>
  );
}
