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

/** How deep causes are followed; there may be a circle. */
const maxCauses = 5;
const maxWords = 300;

/**
 * An error as the log shows it: what failed, where in the program, and what caused it. Nothing of
 * what was asked or written, and nothing of where this machine keeps it: a message is read without
 * what it quotes, a stack without folders.
 */
export function describeError(error: unknown, deep = maxCauses): object {
  if (!(error instanceof Error)) return { error: withoutQuotes(String(error)) };
  const { name, message, stack = "", cause } = error;
  return {
    error: withoutQuotes(message),
    ...(name === "Error" ? {} : { name }),
    // The names of systems and constraints, which the program itself knows.
    ...namesIn(error, ["code", "syscall", "constraint", "table", "column"]),
    stack: framesOf(stack, message),
    ...(cause === undefined || deep === 0 ? {} : { cause: describeError(cause, deep - 1) }),
  };
}

const namesIn = (error: Error, keys: readonly string[]) =>
  Object.fromEntries(
    Object.entries(error).filter(
      ([key, value]) => keys.includes(key) && typeof value === "string" && /^\w{1,63}$/.test(value),
    ),
  );

// In this order. Quotations hold quotations, so all from the first mark to the last goes.
const untold = [
  /(?:["`«»„“”‘‚‹›]|(?<!\p{L})')(?:[\s\S]*["`'«»„“”‘’‚‹›](?!\p{L})|[\s\S]*$)/u,
  /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, // addresses
  /(?<![\w.])(?:\.{0,2}\/|[A-Za-z]:\\)[^\s()]+/g, // paths
  /\S+@\S+/g,
  /\b(?![A-Z_]+\b)[\w-]{24,}/g, // tokens
];

function withoutQuotes(message: string): string {
  if (message.startsWith("Failed query:")) return "a statement failed"; // Drizzle's; its cause says why
  const [first = ""] = message.split("\n", 1); // the rest is an excerpt, or was written to look like a stack
  const near = first.slice(0, 4 * maxWords); // patterns try every place of a long one
  return untold.reduce((text, pattern) => text.replace(pattern, "…"), near).slice(0, maxWords);
}

/** Where it came from: functions, files by their own names, lines. */
function framesOf(stack: string, message: string): string {
  const own = stack.slice(stack.indexOf(message) + message.length);
  const frame = /^ {4}at (?:([\w.$<>[\] ]{1,100}) )?\(?(?:.*[/\\])?([\w.:-]+:\d+:\d+)\)?$/;
  return own
    .split("\n")
    .flatMap((line) => {
      const [, work = "", place] = frame.exec(line) ?? [];
      return place === undefined ? [] : [`at ${work} ${place}`.replace("  ", " ")];
    })
    .join("\n");
}
