const firstMs = 50;
const longestMs = 400;

/**
 * How long to wait before a store is tried again for the nth time, in milliseconds: longer each time,
 * but never so long that a store which is back is not found within a second; and each process at
 * moments of its own, so that they do not all come at once.
 */
export function retryPause(nth: number): number {
  const pause = Math.min(firstMs * 2 ** (nth - 1), longestMs);
  return Math.round(pause * (0.5 + Math.random() / 2));
}
