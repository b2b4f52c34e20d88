import { Menu } from "@base-ui/react/menu";
import type { DraftView } from "@quoin/model";
import { Link } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useRef, useState } from "react";

import { DialogFoot } from "../components/dialog-foot.tsx";
import { Dialog } from "../components/dialog.tsx";
import { useShortcutSheet } from "../components/shortcut-sheet.tsx";
import { useTrash, useUnpublish } from "../lib/post-verbs.ts";
import { wordsOf } from "../lib/words.ts";

type Question = "unpublish" | "trash";

const questions = {
  unpublish: {
    title: "Unpublish this post?",
    description: "Readers no longer find it. Its words and its address stay with you.",
    yes: "Unpublish",
  },
  trash: {
    title: "Move this post to the trash?",
    description: "Readers no longer find it. You can recover it from the trash.",
    yes: "Move to trash",
  },
} as const;

interface MoreMenuProps {
  post: DraftView;
  onName: () => void;
  /** Called once the post is in the trash. */
  onTrashed: () => void;
}

/** What is done to a post rarely, and asked about first. */
export function MoreMenu({ post, onName, onTrashed }: MoreMenuProps) {
  const [question, setQuestion] = useState<Question | null>(null);
  const showShortcuts = useShortcutSheet();
  const place = useRef<HTMLDivElement>(null);
  const isLive = post.state === "live" || post.state === "changed";
  return (
    <>
      {/* Beside its button, inside the bar: a landmark holds it. */}
      <div ref={place} />
      <Menu.Root>
        <Menu.Trigger className="icon" aria-label="More">
          <Ellipsis aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="menu-place" sideOffset={6} align="end">
            <Menu.Popup className="menu">
              {isLive && (
                <Menu.LinkItem className="menu-item" href={`/${post.slug}`} target="_blank">
                  View post
                </Menu.LinkItem>
              )}
              <Menu.Item className="menu-item" onClick={onName}>
                Name this version…
              </Menu.Item>
              <Menu.LinkItem
                className="menu-item"
                render={<Link to="/posts/$id/history" params={{ id: post.id }} />}
              >
                History
              </Menu.LinkItem>
              <Menu.Item className="menu-item" onClick={showShortcuts}>
                Keyboard shortcuts
              </Menu.Item>
              {isLive && (
                <Menu.Item className="menu-item" onClick={() => setQuestion("unpublish")}>
                  Unpublish…
                </Menu.Item>
              )}
              <Menu.Item className="menu-item" onClick={() => setQuestion("trash")}>
                Move to trash…
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <Dialog
        isOpen={question !== null}
        onClose={() => setQuestion(null)}
        title={questions[question ?? "trash"].title}
        description={questions[question ?? "trash"].description}
      >
        {question !== null && (
          <Answers
            post={post}
            question={question}
            onClose={() => setQuestion(null)}
            onTrashed={onTrashed}
          />
        )}
      </Dialog>
    </>
  );
}

interface AnswersProps extends Omit<MoreMenuProps, "onName"> {
  question: Question;
  onClose: () => void;
}

function Answers({ post, question, onClose, onTrashed }: AnswersProps) {
  const unpublish = useUnpublish({ onSuccess: onClose });
  const trash = useTrash({ onSuccess: onTrashed });
  const verb = question === "trash" ? trash : unpublish;
  return (
    <>
      {verb.error !== null && (
        <p className="note problem" role="alert">
          {wordsOf(verb.error)}
        </p>
      )}
      <DialogFoot
        no="Cancel"
        onNo={onClose}
        yes={questions[question].yes}
        onYes={() => verb.mutate({ id: post.id })}
        isDisabled={verb.isPending}
      />
    </>
  );
}
