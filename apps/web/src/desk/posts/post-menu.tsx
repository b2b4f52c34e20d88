import type { DraftItem } from "@quoin/model";
import { type ReactNode, useState } from "react";

import { Menu, MenuItem, MenuLink } from "../components/menu.tsx";
import { ConfirmDialog, type PostVerb } from "./confirm-dialog.tsx";
import { useMay } from "./use-may.ts";

type Post = Pick<DraftItem, "id" | "slug" | "state" | "schedule" | "authorId">;

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
  const verbs = useMay("publish", post) ? verbsOf(post) : [];
  return (
    <>
      <Menu label={label}>
        {children}
        {verbs.map((one) => (
          <MenuItem key={one} onClick={() => setVerb(one)}>
            {verbLabels[one]}
          </MenuItem>
        ))}
      </Menu>
      <ConfirmDialog post={post} verb={verb} onClose={close} onTrashed={onTrashed ?? close} />
    </>
  );
}

const verbLabels: Record<PostVerb, string> = {
  unschedule: "Unschedule…",
  unpublish: "Unpublish…",
  trash: "Move to trash…",
};

const verbsOf = (post: Post): PostVerb[] => [
  ...(post.schedule === null ? [] : ["unschedule" as const]),
  ...(isLive(post) ? ["unpublish" as const] : []),
  "trash",
];

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
