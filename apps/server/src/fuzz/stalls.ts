const everyMs = 5;

/**
 * How long this thread was at work without letting anything else have its turn, in milliseconds of
 * the processor: a machine that is busy elsewhere makes nothing longer.
 */
export function openStalls() {
  let worst = 0;
  let before = process.threadCpuUsage();
  const look = () => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    worst = Math.max(worst, (user + system) / 1000);
  };
  const timer = setInterval(look, everyMs).unref();
  return {
    /** The longest since it was last asked. */
    worst(): number {
      look();
      const found = worst;
      worst = 0;
      return found;
    },
    close: () => clearInterval(timer),
  };
}
