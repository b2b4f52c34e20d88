import { createCallerFactory, router } from "./procedures.ts";

/** Every feature's procedures: one line each. */
const records = {};

export const quoinRouter = router(records);

/** Calls procedures in this process, as tests and scripts do. */
export const createCaller = createCallerFactory(quoinRouter);

export { type Context, type Refusal, refusalOf, refusalOfTrpc, type Viewer } from "./procedures.ts";
export { publicChannel } from "./public-changed.ts";
export * from "./services.ts";
