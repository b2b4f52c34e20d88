import { QuoinError } from "@quoin/model";
import pLimit, { type LimitFunction } from "p-limit";

/** So many characters of theirs may wait for each who asks. */
const maxWaiting = 4_000_000;

/**
 * One text after the other for each who asks: however many somebody sends, nobody else waits for
 * more than one of them.
 *
 * @throws QuoinError `too_many_requests` when more of theirs would wait than memory is for
 */
export function openTurns() {
  const turns = new Map<string, { take: LimitFunction; length: number }>();

  return async <Done>(
    { of, length }: { of: string; length: number },
    work: () => Promise<Done>,
  ): Promise<Done> => {
    const turn = turns.get(of) ?? { take: pLimit(1), length: 0 };
    if (turn.length + length > maxWaiting) {
      throw new QuoinError("too_many_requests", { retryAfterSeconds: 5 });
    }
    turns.set(of, turn);
    turn.length += length;
    try {
      return await turn.take(work);
    } finally {
      turn.length -= length;
      if (turn.take.activeCount + turn.take.pendingCount === 0) turns.delete(of);
    }
  };
}
