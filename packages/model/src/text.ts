import { z } from "zod";

/**
 * Text that a database keeps exactly as it is: Postgres has no U+0000, and half a surrogate pair
 * is no character in UTF-8.
 */
export const Text = z
  .string()
  .refine(
    (text) => !text.includes("\0") && text.isWellFormed(),
    "holds something that is no character",
  );
