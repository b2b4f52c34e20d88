/** A store that cannot be reached or does not answer. Never a refusal, and never "nobody". */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** Runs one piece of store work and turns whatever it throws into `StoreUnavailable`. */
export async function reach<Answer>(work: () => Answer | Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw cause;
    throw new StoreUnavailable("the store did not answer", { cause });
  }
}
