import { Menu } from "@base-ui/react/menu";
import type { DraftView } from "@quoin/model";
import { Link } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useRef, useState } from "react";

import { PostQuestion, type Question } from "../components/post-question.tsx";
import { useShortcutSheet } from "../components/shortcut-sheet.tsx";

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
              {post.schedule !== null && (
                <Menu.Item className="menu-item" onClick={() => setQuestion("unschedule")}>
                  Unschedule…
                </Menu.Item>
              )}
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
      <PostQuestion
        post={post}
        question={question}
        onClose={() => setQuestion(null)}
        onTrashed={onTrashed}
      />
    </>
  );
}
