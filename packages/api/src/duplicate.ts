import { type ErrorCode, QuoinError } from "@quoin/model";

// SQLSTATE, class 23: integrity constraint violation.
const unique = "23505";
const foreignKey = "23503";

/** True when a statement failed because of that constraint, in that way. */
function violates(error: unknown, state: string, constraint: string): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== "object" || cause === null) return false;
  if (!("code" in cause) || !("constraint" in cause)) return false;
  return cause.code === state && cause.constraint === constraint;
}

/** True when a statement failed because that unique constraint already holds such a row. */
export const isDuplicate = (error: unknown, constraint: string): boolean =>
  violates(error, unique, constraint);

/** Runs a statement and turns the violation of one unique constraint into a refusal. */
export const whenDuplicate = <Answer>(
  constraint: string,
  code: ErrorCode,
  work: PromiseLike<Answer>,
): Promise<Answer> => whenViolated(unique, constraint, code, work);

/** Runs a statement and turns a reference to a row that is not there into a refusal. */
export const whenAbsent = <Answer>(
  foreignKeyName: string,
  code: ErrorCode,
  work: PromiseLike<Answer>,
): Promise<Answer> => whenViolated(foreignKey, foreignKeyName, code, work);

async function whenViolated<Answer>(
  state: string,
  constraint: string,
  code: ErrorCode,
  work: PromiseLike<Answer>,
): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    if (violates(error, state, constraint)) throw new QuoinError(code);
    throw error;
  }
}
