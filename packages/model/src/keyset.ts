import { z } from "zod";

import { Text } from "./text.ts";

/** Where a list goes on from. Give back the `nextCursor` of the page before; at most 100 items. */
export const Keyset = z.object({
  cursor: Text.max(200).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export type Keyset = z.infer<typeof Keyset>;

/** One page of a list. `nextCursor` is null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A moment: ISO 8601 in UTC with milliseconds. */
export const Moment = z.iso.datetime();
