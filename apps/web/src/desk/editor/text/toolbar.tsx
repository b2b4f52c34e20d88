import { Toolbar } from "@base-ui/react/toolbar";
import type { Command, EditorView } from "@codemirror/view";
import {
  Bold,
  Code,
  Heading,
  ImagePlus,
  Italic,
  Link,
  List,
  type LucideIcon,
  Pilcrow,
  Quote,
} from "lucide-react";
import { type RefObject, useRef } from "react";

import { pictureTypes } from "../../pictures/picture-uploads.ts";
import {
  cycleHeading,
  insertLink,
  type Mark,
  toggleCode,
  toggleLines,
  togglePair,
} from "./markdown-commands.ts";
import { toggleMarks } from "./reveal.ts";
import { keysOf } from "./shortcuts.ts";
import { addPictures } from "./upload-places.ts";

interface Tool {
  name: string;
  keys?: string;
  /** What shows the tool as on; absent for one that only adds. */
  mark?: Mark;
  Icon: LucideIcon;
  command: Command;
}

const tools: readonly Tool[] = [
  {
    name: "Bold",
    keys: keysOf("Bold"),
    mark: "StrongEmphasis",
    Icon: Bold,
    command: togglePair("StrongEmphasis"),
  },
  {
    name: "Italic",
    keys: keysOf("Italic"),
    mark: "Emphasis",
    Icon: Italic,
    command: togglePair("Emphasis"),
  },
  { name: "Heading", mark: "Heading", Icon: Heading, command: cycleHeading },
  { name: "Link", keys: keysOf("Link"), Icon: Link, command: insertLink },
  {
    name: "List",
    keys: keysOf("List"),
    mark: "BulletList",
    Icon: List,
    command: toggleLines("- "),
  },
  {
    name: "Quote",
    keys: keysOf("Quote"),
    mark: "Blockquote",
    Icon: Quote,
    command: toggleLines("> "),
  },
  { name: "Code", keys: keysOf("Code"), mark: "InlineCode", Icon: Code, command: toggleCode },
  {
    name: "Show every mark",
    keys: keysOf("Show every mark"),
    mark: "AllMarks",
    Icon: Pilcrow,
    command: toggleMarks,
  },
];

interface EditorToolbarProps {
  view: EditorView | null;
  marks: ReadonlySet<Mark>;
  /** The first button, for Alt+F10. */
  firstRef: RefObject<HTMLButtonElement | null>;
}

/** What Markdown can do, for people who do not know it. One tab stop; arrows move inside. */
export function EditorToolbar({ view, marks, firstRef }: EditorToolbarProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const run = (command: Command) => {
    if (view === null) return;
    command(view);
    view.focus();
  };
  return (
    <Toolbar.Root className="toolbar" aria-label="Formatting">
      {tools.map(({ name, keys, mark, Icon, command }, index) => (
        <Toolbar.Button
          key={name}
          ref={index === 0 ? firstRef : null}
          className="icon"
          aria-label={name}
          aria-pressed={mark && marks.has(mark)}
          title={keys ? `${name} (${keys})` : name}
          disabled={view === null}
          onClick={() => run(command)}
        >
          <Icon aria-hidden />
        </Toolbar.Button>
      ))}
      <Toolbar.Separator className="toolbar-rule" />
      <Toolbar.Button
        className="quiet"
        disabled={view === null}
        onClick={() => chooser.current?.click()}
      >
        <ImagePlus aria-hidden />
        <span>Add picture</span>
      </Toolbar.Button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept={pictureTypes.join(",")}
        aria-label="Choose pictures"
        onChange={({ target }) => {
          if (view) addPictures(view, [...(target.files ?? [])]);
          target.value = ""; // the same file may be chosen again
          view?.focus();
        }}
      />
    </Toolbar.Root>
  );
}
