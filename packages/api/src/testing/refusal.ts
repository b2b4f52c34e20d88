import { type ErrorCode, QuoinError } from "@quoin/model";
import { TRPCError } from "@trpc/server";

import { refusalOfTrpc } from "../procedures.ts";

/**
 * Equals any refusal of that code, thrown by a procedure or a domain function.
 *
 * @example await expect(as("teo").post.publish(draft)).rejects.toEqual(refusal("not_allowed"));
 */
export function refusal(code: ErrorCode) {
  return {
    $$typeof: Symbol.for("jest.asymmetricMatcher"), // how vitest knows one
    asymmetricMatch: (thrown: unknown) => codeOf(thrown) === code,
    toString: () => `Refusal ${code}`,
    toAsymmetricMatcher: () => `Refusal ${code}`,
  };
}

function codeOf(thrown: unknown): ErrorCode | undefined {
  if (thrown instanceof TRPCError) return refusalOfTrpc(thrown).code;
  return thrown instanceof QuoinError ? thrown.code : undefined;
}
