import { isDiskFull } from "@quoin/api";

import { ConfigError } from "./config.ts";

const named = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

/** Where this site keeps its data, and how much of that disk is free. */
interface Place {
  folder: string;
  freeBytes: number;
}

/** The embedded database makes its files of 16 MB, and a new one is larger than 40. */
const neededBytes = 64_000_000;

/** Why the process could not start, in words a person can act on. */
export function explainStop(error: unknown, place?: Place): string {
  if (place && isFull(error, place)) {
    const [free, needed] = [place.freeBytes, neededBytes].map((bytes) => Math.floor(bytes / 1e6));
    return `Quoin did not start: The disk that holds ${place.folder} is full: ${free} MB free, ${needed} MB needed. Free some space and start again.`;
  }
  if (error instanceof ConfigError) {
    return ["Quoin did not start:", ...error.problems.map((problem) => `  - ${problem}`)].join(
      "\n",
    );
  }
  if (named(error, "IdentityFailure")) {
    return `Quoin did not start: OIDC_ISSUER cannot be used: ${error.message}`;
  }
  if (named(error, "FolderRefused") || named(error, "S3SettingsWrong"))
    return `Quoin did not start: ${error.message}`;
  if (named(error, "StoreUnavailable")) {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
    return `Quoin did not start: ${error.message}${cause}`;
  }
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "Quoin did not start: another program already listens on that port. Set PORT to another.";
  }
  return `Quoin did not start: ${error instanceof Error ? error.stack : String(error)}`;
}

/** What the embedded stores throw without saying why; the database's own ones are no `Error`. */
const vague: readonly unknown[] = ["RuntimeError", "ErrnoError", "SqliteError"];

function isFull(error: unknown, { freeBytes }: Place): boolean {
  if (isDiskFull(error)) return true;
  const isNamed = typeof error === "object" && error !== null && "name" in error;
  return isNamed && vague.includes(error.name) && freeBytes < neededBytes;
}
