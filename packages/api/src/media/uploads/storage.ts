import { QuoinError } from "@quoin/model";

import { isDiskFull, isDriverError } from "../../driver-errors.ts";

/** Runs work on blobs; a store that does not answer is a refusal of its own, to be tried again. */
export async function inStorage<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!isDriverError(error, "StoreUnavailable")) throw error;
    if (isDiskFull(error)) throw new QuoinError("disk_full");
    throw new QuoinError("storage_unavailable", { retryAfterSeconds: 5 });
  }
}

/** Runs work on blobs that the collector would do later anyway. */
export async function tidy(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isDriverError(error, "StoreUnavailable")) throw error;
  }
}
