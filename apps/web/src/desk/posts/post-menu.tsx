import type { DraftItem } from "@quoin/model";
import { type ReactNode, useState } from "react";

import { Menu, MenuItem, MenuLink } from "../components/menu.tsx";
import { ConfirmDialog, type PostVerb } from "./confirm-dialog.tsx";

type Post = Pick<DraftItem, "id" | "slug" | "state" | "schedule">;

interface PostMenuProps {
  post: Post;
  label: string;
  /** Called once the post is in the trash. Without it the dialog closes. */
  onTrashed?: () => void;
  /** What comes before that which is done rarely. */
  children: ReactNode;
}

/** What can be done to a post that is not in the trash. What is done rarely is asked about first. */
export function PostMenu({ post, label, onTrashed, children }: PostMenuProps) {
  const [verb, setVerb] = useState<PostVerb | null>(null);
  const close = () => setVerb(null);
  return (
    <>
      <Menu label={label}>
        {children}
        {post.schedule !== null && (
          <MenuItem onClick={() => setVerb("unschedule")}>Unschedule…</MenuItem>
        )}
        {isLive(post) && <MenuItem onClick={() => setVerb("unpublish")}>Unpublish…</MenuItem>}
        <MenuItem onClick={() => setVerb("trash")}>Move to trash…</MenuItem>
      </Menu>
      <ConfirmDialog post={post} verb={verb} onClose={close} onTrashed={onTrashed ?? close} />
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
