import { QuoinError, readMoment, uuidPattern } from "@quoin/model";

/** Where a list stands: the moment and the id of its last item. */
export interface Place {
  at: string;
  id: string;
}

const pattern = new RegExp(`^([^_]{1,24})_(${uuidPattern})$`);

/**
 * A cursor in its two parts: what a list is ordered by, still to be checked, and an id.
 *
 * @throws QuoinError `input_invalid`
 */
export function splitCursor(cursor: string): { key: string; id: string } {
  const [, key, id] = pattern.exec(cursor) ?? [];
  if (key === undefined || id === undefined) throw notACursor();
  return { key, id };
}

// Later than any moment and any id, so that one prepared query serves the first page too.
const beginning: Place = { at: "infinity", id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

/** Reads a cursor of a list that goes from late to early. @throws QuoinError `input_invalid` */
export function readCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return beginning;
  const { key: at, id } = splitCursor(cursor);
  // Exactly as one was given: a day that no calendar has would be a failure of the database.
  if (readMoment(at) !== at) throw notACursor();
  return { at, id };
}

/** For every list, whatever its cursors are made of. */
export const notACursor = (): QuoinError =>
  new QuoinError("input_invalid", { field: "cursor", problem: "is not a cursor" });

/** A page of a list of which one row more than `limit` was asked for. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => Place,
  itemOf: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(itemOf), nextCursor: last ? cursorOf(placeOf(last)) : null };
}

/** The cursor that goes on after a place. */
export const cursorOf = ({ at, id }: Place): string => `${at}_${id}`;
