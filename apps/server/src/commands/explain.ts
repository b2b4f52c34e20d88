import { ConfigError } from "../config.ts";
import { FileRefused } from "../transfer/front-matter.ts";

/** Words for trouble a person can do something about; null for a fault of Quoin's own. */
export function explain(error: unknown): string | null {
  if (error instanceof ConfigError) {
    return ["Nothing was done:", ...error.problems.map((problem) => `  - ${problem}`)].join("\n");
  }
  if (!(error instanceof Error)) return null;
  if (error instanceof FileRefused) return error.message;
  if (error.name === "AbortError")
    return "Stopped. What was done so far stays; run it again to finish.";
  const named = ["FolderRefused", "QuoinError", "StoreUnavailable", "S3SettingsWrong"];
  const cause = error.cause === undefined ? null : explain(error.cause);
  if (named.includes(error.name))
    return cause === null ? error.message : `${error.message}: ${cause}`;
  return systemTrouble(error) ?? cause;
}

function systemTrouble(error: Error & { code?: unknown; path?: unknown }): string | null {
  const where = typeof error.path === "string" ? `: ${error.path}` : "";
  switch (error.code) {
    case "ENOSPC":
    case "53100":
      return "The disk is full. Free some space and run it again.";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `That may not be read or written by who runs this${where}.`;
    case "ENOENT":
      return `There is no such file or folder${where}.`;
    case "ENOTDIR":
      return `That is a file, not a folder${where}.`;
    case "EISDIR":
      return `That is a folder, not a file${where}.`;
    case "ENAMETOOLONG":
      return `That name is too long for this disk${where}.`;
    default:
      return null;
  }
}
