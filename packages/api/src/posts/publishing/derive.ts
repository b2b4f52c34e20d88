import { QuoinError } from "@quoin/model";
import type { SQL } from "drizzle-orm";

import { mediaIdsIn, rendererVersion } from "../../markdown/index.ts";
import { picturesOf } from "../../media/index.ts";
import type { Needs } from "../../services.ts";
import type { revisions } from "../tables/revision.table.ts";

/** What readers need of a text, made once. */
export type Derived = Pick<
  typeof revisions.$inferSelect,
  "html" | "plainText" | "headings" | "readingSeconds" | "rendererVersion"
>;

/** What a body becomes: what is kept of it, and what it is found by. */
export interface Made {
  derived: Derived;
  vector: string;
}

interface Asked {
  body: string;
  /** Whose it is: they wait for their own turn. */
  of: string;
  /** Which pictures may be shown (`picturesOf`); undefined for all that are there. */
  among?: SQL | undefined;
}

/**
 * Makes the derived part of a body, beside this process and in turn: never inside a transaction.
 *
 * @throws QuoinError `text_too_costly`, `too_many_requests`
 */
export async function derive(
  needs: Needs<"db" | "site" | "renderer">,
  { body, of, among }: Asked,
): Promise<Made> {
  const pictures = await picturesOf(needs, mediaIdsIn(body), among);
  const { vector, ...rendered } = await needs.renderer.render({ body, pictures }, of);
  return { derived: { ...rendered, rendererVersion }, vector };
}

/**
 * The same of what readers have, or were promised; null where it is too much for a page now, and
 * was not for an earlier version of Quoin: then they keep what was made before.
 */
export async function deriveAnew(...asked: Parameters<typeof derive>): Promise<Made | null> {
  try {
    return await derive(...asked);
  } catch (error) {
    if (error instanceof QuoinError && error.code === "text_too_costly") return null;
    throw error;
  }
}
