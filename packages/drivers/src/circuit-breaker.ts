import type { Redis } from "ioredis";

/** How long nothing is asked after an answer did not come. */
const openMs = 1000;
/** A time limit that strikes later than this was held up by this process, and says nothing of Redis. */
const punctualMs = 50;

/**
 * Keeps a Redis that is frozen from costing every command its whole time limit. One that is gone
 * refuses at once by itself; a frozen one takes commands and answers none. After a command that
 * timed out the others fail at once for a second, unless it answers after all; then one goes ahead
 * for all.
 */
export function addCircuitBreaker(redis: Redis): void {
  let triesAt = 0; // when the next command may go ahead; 0 while every one may
  redis.on("ready", () => {
    triesAt = 0; // a new connection owes nothing to the old one
    redis.stream.on("data", () => (triesAt = 0)); // late answers are answers: it is back
  });
  const send = redis.sendCommand.bind(redis);

  redis.sendCommand = (command, stream) => {
    // Before it is ready, ioredis itself sends what makes it ready.
    if (redis.status !== "ready") return send(command, stream);
    if (triesAt !== 0) {
      if (performance.now() < triesAt) {
        command.reject(new Error("Redis did not answer a moment ago"));
        return command.promise;
      }
      triesAt = performance.now() + openMs;
    }
    const givenUpAt = performance.now() + (redis.options.commandTimeout ?? Infinity) + punctualMs;
    command.promise.then(
      () => (triesAt = 0),
      (error: unknown) => {
        const isLate = error instanceof Error && error.message === "Command timed out";
        const now = performance.now();
        triesAt = isLate && now < givenUpAt ? now + openMs : 0;
      },
    );
    return send(command, stream);
  };
}
