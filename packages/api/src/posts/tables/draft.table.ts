import type { PostId, RevisionId } from "@quoin/model";
import { type AnyPgColumn, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";

import { instant } from "../../columns.ts";
import { posts } from "./post.table.ts";
import { revisions } from "./revision.table.ts";
import { draftTextColumns } from "./text-columns.ts";

/** The working copy: exactly one per post, and the only row that typing touches. */
export const drafts = pgTable(
  "drafts",
  {
    postId: uuid("post_id")
      .$type<PostId>()
      .primaryKey()
      .references(() => posts.id, { onDelete: "cascade" }),
    ...draftTextColumns(),
    /** The address wanted at the next publication; null lets the title decide. */
    slug: text("slug"),
    /** Raised by every save; a save or publication names the one it saw. */
    version: integer("version").notNull().default(1),
    /** The revision this text began from. */
    baseRevisionId: uuid("base_revision_id")
      .$type<RevisionId>()
      .references((): AnyPgColumn => revisions.id),
    updatedAt: instant("updated_at").notNull(),
  },
  (draft) => [
    index("drafts_updated").on(draft.updatedAt, draft.postId),
    index("drafts_base_revision").on(draft.baseRevisionId),
  ],
);
