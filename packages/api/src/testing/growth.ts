import fc from "fast-check";

const few = 2000;
const many = 16 * few;
/** Sixteen times as much takes sixteen times as long, or 256 times: no other work explains that. */
const limit = 64;
/** What takes no longer than this is no worry; what grows with the square takes far longer. */
const fastMs = 40;

/** What work takes of the processor at best, in milliseconds: the machine may be busy with others. */
function timeOf(work: (text: string) => unknown, text: string): number {
  let best = Infinity;
  for (let round = 0; round < 5 && best > fastMs; round += 1) {
    const before = process.threadCpuUsage();
    work(text);
    const { user, system } = process.threadCpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** True when the time grows with the square of the text, or faster. */
function outgrows(work: (text: string) => unknown, textOf: (length: number) => string): boolean {
  const long = timeOf(work, textOf(many));
  return long > fastMs && long > limit * timeOf(work, textOf(few));
}

// What the patterns of this product look for, and what stands in their way.
const signs = String.raw` "'~<>()[]{}!#*_-+=.,:;/\|&%?@^$a1éA漢`
  .split("")
  .concat("\n", "\t", "`", "../", "media/", "src=", "<a ", "---");
const some = (max: number) =>
  fc.array(fc.constantFrom(...signs), { maxLength: max }).map((parts) => parts.join(""));

/**
 * Fails for work whose time grows faster than its text: of any few signs, over and over, between any
 * others. Whoever writes chooses the text, and everybody waits.
 */
export function expectNoOutgrowth(work: (text: string) => unknown): void {
  const piece = some(4).filter((text) => text !== "");
  fc.assert(
    fc.property(piece, some(3), some(3), (repeated, before, after) => {
      const textOf = (length: number) =>
        `${before}${repeated.repeat(Math.ceil(length / repeated.length))}${after}`;
      return !outgrows(work, textOf);
    }),
    // Every sign alone first: of most patterns that go wrong, one is enough.
    {
      numRuns: 200,
      examples: signs.flatMap((sign) => [
        [sign, "a", "a"],
        [`${sign}a`, "", ""],
      ]),
    },
  );
}
