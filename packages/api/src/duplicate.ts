import { type ErrorCode, QuoinError } from "@quoin/model";

/** The name of the unique constraint an error says was violated (SQLSTATE 23505), else undefined. */
function violated(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return undefined;
  if (cause.code !== "23505" || !("constraint" in cause)) return undefined;
  return String(cause.constraint);
}

/** True when a statement failed because that unique constraint already holds such a row. */
export const isDuplicate = (error: unknown, constraint: string): boolean =>
  violated(error) === constraint;

/** Runs a statement and turns the violation of one unique constraint into a refusal. */
export async function whenDuplicate<Answer>(
  constraint: string,
  code: ErrorCode,
  work: PromiseLike<Answer>,
): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (isDuplicate(error, constraint)) throw new QuoinError(code);
    throw error;
  }
}
