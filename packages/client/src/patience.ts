/** Waits before the next of several tries: half a second, then twice as long each time, up to 16. */
export function pauseBefore(tries: number, signal: AbortSignal | undefined): Promise<void> {
  const longest = Math.min(16_000, 500 * 2 ** tries);
  return pause(longest * (0.5 + Math.random() / 2), signal); // so that many do not come back at once
}

/** Waits so many milliseconds, or rejects when the signal fires. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
