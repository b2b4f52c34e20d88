import { ConfigError } from "./config.ts";

const named = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

/** Why the process could not start, in words a person can act on. */
export function explainStop(error: unknown): string {
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
