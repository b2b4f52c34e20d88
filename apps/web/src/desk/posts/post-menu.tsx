import type { DraftItem } from "@quoin/model";
import { type ReactNode, useState } from "react";

import { Menu, MenuItem, MenuLink } from "../components/menu.tsx";
import { PostQuestion, type Question } from "./post-question.tsx";

type Post = Pick<DraftItem, "id" | "slug" | "state" | "schedule">;

interface PostMenuProps {
  post: Post;
  label: string;
  /** Called once the post is in the trash. Without it the question closes. */
  onTrashed?: () => void;
  /** What comes before that which is done rarely. */
  children: ReactNode;
}

/** What can be done to a post that is not in the trash. What is done rarely is asked about first. */
export function PostMenu({ post, label, onTrashed, children }: PostMenuProps) {
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setQuestion(null);
  return (
    <>
      <Menu label={label}>
        {children}
        {post.schedule !== null && (
          <MenuItem onClick={() => setQuestion("unschedule")}>Unschedule…</MenuItem>
        )}
        {isLive(post) && <MenuItem onClick={() => setQuestion("unpublish")}>Unpublish…</MenuItem>}
        <MenuItem onClick={() => setQuestion("trash")}>Move to trash…</MenuItem>
      </Menu>
      <PostQuestion
        post={post}
        question={question}
        onClose={close}
        onTrashed={onTrashed ?? close}
      />
    </>
  );
}

/** To what readers see, where they see something. */
export function ViewPost({ post }: { post: Post }) {
  if (!isLive(post)) return null;
  return (
    <MenuLink href={`/${post.slug}`} target="_blank">
      View post
    </MenuLink>
  );
}

const isLive = ({ state }: Post) => state === "live" || state === "changed";
