import type { MediaId } from "@quoin/model";
import { type SQL, sql } from "drizzle-orm";

import { media } from "./media.table.ts";

/**
 * True for these media. A text of 1 MB names 22,000: as one value they are read in a moment, where
 * as many values of one query each take their time in every layer.
 */
export const isAmong = (ids: readonly MediaId[]): SQL =>
  sql`${media.id} = ANY(${`{${ids.join(",")}}`}::uuid[])`;
