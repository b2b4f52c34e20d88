const start = Date.parse("2026-05-12T09:00:00.000Z");

/** The time of a world: it stands still until a test moves it. */
export function openClock() {
  let time = start;
  return {
    now: () => new Date(time).toISOString(),
    /** Moves on by so many milliseconds. */
    advance(ms: number) {
      time += ms;
    },
    reset() {
      time = start;
    },
  };
}
