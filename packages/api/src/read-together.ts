/** Texts of so many bytes are read at once: while more are, everybody else would wait. */
const maxBytes = 3_000_000;

/** How many of these rows, from the first on, are few enough bytes to be read at once; at least one. */
export function firstTogether(rows: readonly { bytes: number }[]): number {
  let sum = 0;
  const beyond = rows.findIndex(({ bytes }) => (sum += bytes) > maxBytes);
  return beyond === -1 ? rows.length : Math.max(1, beyond);
}
