import { QuoinError, readMoment } from "@quoin/model";

/** Where a list stands: the moment and the id of its last item. */
export interface Place {
  at: string;
  id: string;
}

const pattern = /^(.{24})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

// Later than any moment and any id, so that one prepared query serves the first page too.
const beginning: Place = { at: "infinity", id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

/** Reads a cursor of a list that goes from late to early. @throws QuoinError `input_invalid` */
export function readCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return beginning;
  const [, at, id] = pattern.exec(cursor) ?? [];
  // Exactly as one was given: a day that no calendar has would be a failure of the database.
  if (at === undefined || id === undefined || readMoment(at) !== at) throw notACursor();
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
