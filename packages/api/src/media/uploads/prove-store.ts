import { randomBytes } from "node:crypto";

import { QuoinError } from "@quoin/model";

import { isDriverError } from "../../driver-errors.ts";
import { newId } from "../../new-id.ts";
import type { Needs } from "../../services.ts";
import { tidy } from "./storage.ts";

/**
 * Makes sure that the store gives back what it is given: a proxy before a store that is away says
 * yes to everything, and answers with a page of its own.
 *
 * @throws QuoinError `storage_unavailable`; `StoreUnavailable` when it says so itself
 */
export async function proveStore({ blobs }: Needs<"blobs">): Promise<void> {
  const sent = randomBytes(32);
  const key = `incoming/probe-${newId()}`;
  const [first, second] = [`${key}-a`, `${key}-b`];
  const facts = { type: "application/octet-stream", cache: "private" } as const;
  try {
    await blobs.put(first, new Blob([sent]).stream(), { ...facts, maxBytes: sent.length });
    await blobs.copy(first, second, facts);
    const { stream } = await blobs.read(second);
    if (sent.equals(Buffer.from(await new Response(stream).arrayBuffer()))) return;
  } catch (error) {
    if (!isDriverError(error, "BlobMissing")) throw error;
  } finally {
    await tidy(() => blobs.remove([first, second]));
  }
  throw new QuoinError("storage_unavailable", { retryAfterSeconds: 5 });
}
