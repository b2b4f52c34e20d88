/** One JSON line per event. Never cookies, tokens, states, signed URLs, bodies, addresses or search terms. */
export interface Logger {
  info(event: string, facts?: object): void;
  error(event: string, facts?: object): void;
}

const levels = ["silent", "error", "info"] as const;
export type LogLevel = (typeof levels)[number];
export const logLevels = levels;

/** Writes to standard output, as long as somebody reads it; `level` is the least that is written. */
export function openLog(level: LogLevel): Logger {
  // A pipe that was closed says so by an error, which ends the process when nobody listens.
  if (process.stdout.listenerCount("error") === 0) process.stdout.on("error", () => {});
  const write =
    (at: LogLevel) =>
    (event: string, facts: object = {}) => {
      if (levels.indexOf(at) > levels.indexOf(level)) return;
      const line = { time: new Date().toISOString(), level: at, event, ...facts };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    };
  return { info: write("info"), error: write("error") };
}

/** An error as the log shows it: where it came from and what caused it, without what people wrote. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { error: String(error) };
  return {
    error: withoutParams(error.message),
    stack: withoutParams(error.stack ?? ""),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

// Drizzle puts the values of a failed statement into its message, a post's body among them.
const withoutParams = (text: string) => text.replace(/\nparams:[\s\S]*?(?=\n {4}at |$)/, "");
