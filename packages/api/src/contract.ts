import type { TRPCBuiltRouter, TRPCErrorShape, TRPCRouterRecord } from "@trpc/server";

import { quoinRouter } from "./index.ts";
import type { Context } from "./procedures.ts";

interface Root<Seen, Shape extends TRPCErrorShape> {
  ctx: Seen;
  meta: object;
  errorShape: Shape;
  transformer: false;
}

/**
 * What strangers install: the procedures without this server's context.
 *
 * Its type is inferred on purpose: `tsc` then prints every input and output inline, in one
 * declaration file that imports only @trpc/server. The client's build fails when that stops.
 */
export const contract = withoutContext(quoinRouter);

export type QuoinRouter = typeof contract;

function withoutContext<Shape extends TRPCErrorShape, Features extends TRPCRouterRecord>(
  router: TRPCBuiltRouter<Root<Context, Shape>, Features>,
) {
  return router as TRPCBuiltRouter<Root<object, Shape>, Features>; // callers never see a context
}
