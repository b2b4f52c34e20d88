import { Menu } from "@base-ui/react/menu";
import type { DraftItem } from "@quoin/model";
import { Link } from "@tanstack/react-router";
import { Ellipsis } from "lucide-react";
import { useRef, useState } from "react";

import { PostQuestion, type Question } from "./post-question.tsx";

/** What can be done from the list to a post that is not in the trash. */
export function PostMenu({ post, title }: { post: DraftItem; title: string }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const isLive = post.state === "live" || post.state === "changed";
  return (
    <div className="row-verb">
      {/* Beside its button: a landmark holds it. */}
      <div ref={place} />
      <Menu.Root>
        <Menu.Trigger className="icon" aria-label={`Actions for ${title}`}>
          <Ellipsis aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="menu-place" sideOffset={6} align="end">
            <Menu.Popup className="menu">
              <Menu.LinkItem
                className="menu-item"
                render={<Link to="/posts/$id" params={{ id: post.id }} />}
              >
                Open
              </Menu.LinkItem>
              {isLive && (
                <Menu.LinkItem className="menu-item" href={`/${post.slug}`} target="_blank">
                  View post
                </Menu.LinkItem>
              )}
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
        onTrashed={() => setQuestion(null)}
      />
    </div>
  );
}
