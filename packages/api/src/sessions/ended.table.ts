import { index, pgTable, text } from "drizzle-orm/pg-core";

import { instant } from "../columns.ts";

/** Sessions that ended before their time. Whatever a session store holds, these are over. */
export const endedSessions = pgTable(
  "ended_sessions",
  {
    /** The public half of a token. */
    sid: text("sid").primaryKey(),
    /** It would be over by then in any case, and need not be remembered. */
    until: instant("until").notNull(),
  },
  (ended) => [index("ended_sessions_until").on(ended.until)],
);
