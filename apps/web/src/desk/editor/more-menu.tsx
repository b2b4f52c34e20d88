import type { DraftView } from "@quoin/model";
import { Link } from "@tanstack/react-router";

import { MenuItem, MenuLink } from "../components/menu.tsx";
import { PostMenu, ViewPost } from "../posts/post-menu.tsx";
import { useShortcutSheet } from "../shell/shortcut-sheet.tsx";

interface MoreMenuProps {
  post: DraftView;
  onName: () => void;
  /** Called once the post is in the trash. */
  onTrashed: () => void;
}

/** What is wanted less often while writing. */
export function MoreMenu({ post, onName, onTrashed }: MoreMenuProps) {
  const showShortcuts = useShortcutSheet();
  return (
    <PostMenu post={post} label="More" onTrashed={onTrashed}>
      <ViewPost post={post} />
      <MenuItem onClick={onName}>Name this version…</MenuItem>
      <MenuLink render={<Link to="/posts/$id/history" params={{ id: post.id }} />}>
        History
      </MenuLink>
      <MenuItem onClick={showShortcuts}>Keyboard shortcuts</MenuItem>
    </PostMenu>
  );
}
