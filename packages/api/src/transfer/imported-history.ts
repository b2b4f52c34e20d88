import type { Tx } from "@quoin/drivers";
import {
  isSameText,
  type PersonId,
  type PostId,
  type PostText,
  type RevisionId,
} from "@quoin/model";
import { eq } from "drizzle-orm";

import { addRevision } from "../posts/publishing/add-revision.ts";
import type { Made } from "../posts/publishing/derive.ts";
import { lastRevision } from "../posts/publishing/snapshot.ts";
import { keptColumns, revisions } from "../posts/tables/revision.table.ts";

/** The name of what an import brought, in a post's history: how the next one knows its own words. */
export const importedName = "Imported";

interface Kept {
  made: Made | null;
  at: string;
}

/** The revisions of a locked post, to which texts are added that they do not hold yet. */
export async function openHistory(tx: Tx, postId: PostId, authorId: PersonId) {
  let last = await lastRevision(tx, postId);

  async function add(addition: Omit<Parameters<typeof addRevision>[2], "authorId">) {
    last = await addRevision(tx, postId, { authorId, ...addition });
    return last.id;
  }

  return {
    /** What stood in the draft, unless it is in the history already. */
    async overwritten(text: PostText, createdAt: string): Promise<void> {
      if (last && isSameText(text, last)) return;
      await add({ text, derived: null, reason: "restored", createdAt });
    },
    /** What readers are to see; the revision they see already when it says the same. */
    async live(text: PostText, liveId: RevisionId | null, { made, at }: Kept) {
      const [live] =
        liveId === null
          ? []
          : await tx.select(keptColumns).from(revisions).where(eq(revisions.id, liveId));
      if (live && isSameText(live, text)) return live.id;
      const facts = { name: importedName, createdAt: at, publishedAt: at };
      return add({ text, derived: made?.derived ?? null, reason: "published", ...facts });
    },
    /** What the draft holds; nothing when that is what is live. */
    async draft(text: PostText, { isLive, at }: { isLive: boolean; at: string }) {
      const isKept = last?.name === importedName && isSameText(last, text);
      if (isLive || isKept) return isLive ? null : (last?.id ?? null);
      return add({ text, derived: null, reason: "named", name: importedName, createdAt: at });
    },
    scheduled: (text: PostText, { made, at }: Kept): Promise<RevisionId> =>
      add({ text, derived: made?.derived ?? null, reason: "scheduled", createdAt: at }),
  };
}
