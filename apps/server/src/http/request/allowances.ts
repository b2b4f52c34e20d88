import { count } from "@quoin/api";
import type { Allowance } from "@quoin/drivers";
import type { MiddlewareHandler } from "hono";

import type { Door, Env } from "./door.ts";
import { addressOf } from "./request-context.ts";

/**
 * What one address may have made for it; a whole office, or a crawler, may be one. What is kept,
 * `page-cache.ts`, is nobody's expense. `budgets.test.ts` says what each address costs.
 */
export const allowances = {
  pages: { name: "pages", points: 1200, perSeconds: 60 },
  /** Of the library; a page may show many. */
  files: { name: "files", points: 6000, perSeconds: 60 },
  /** Each renders a whole text that nobody keeps. */
  previews: { name: "previews", points: 60, perSeconds: 60 },
  /** Halves of a sign-in, and links of invitations. */
  signIn: { name: "sign-in", points: 300, perSeconds: 60 },
  /** Guesses at a token of 256 bits; this is for tokens somebody thought up. */
  setup: { name: "setup", points: 10, perSeconds: 600 },
  /** Whoever is over it is told that there is nothing, without titles that are near. */
  nearTitles: { name: "near-titles", points: 3, perSeconds: 1 },
  readiness: { name: "readiness", points: 300, perSeconds: 60 },
} as const satisfies Record<string, Allowance>;

/** Refuses whoever is over an allowance, before anything is asked of a store. */
export const limited =
  (
    { services, trustProxy }: Pick<Door, "services" | "trustProxy">,
    allowance: Allowance,
  ): MiddlewareHandler<Env> =>
  async (c, next) => {
    await count(services, allowance, addressOf(c, trustProxy));
    await next();
  };
