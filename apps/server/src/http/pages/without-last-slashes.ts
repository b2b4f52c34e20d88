/** An address without slashes at its end. Not by a pattern: one tries every slash of any in a row. */
export function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}
