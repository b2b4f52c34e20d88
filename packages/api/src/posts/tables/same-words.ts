import { sql } from "drizzle-orm";

import { drafts } from "./draft.table.ts";
import { revisions } from "./revision.table.ts";

/** The same as `sameWords`, asked of the database, of a draft and a revision joined to it. */
export const holdsDraft = sql<boolean>`(${revisions.title}, ${revisions.excerpt},
  ${revisions.coverId}, ${revisions.tags}, ${revisions.body}) IS NOT DISTINCT FROM (${drafts.title},
  ${drafts.excerpt}, ${drafts.coverId}, ${drafts.tags}, ${drafts.body})`;
