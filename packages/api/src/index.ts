import { personRouter } from "./people/person.router.ts";
import { createCallerFactory, router } from "./procedures.ts";
import { sessionRouter } from "./sessions/session.router.ts";

/** Every feature's procedures: one line each. */
const records = {
  person: personRouter,
  session: sessionRouter,
};

export const quoinRouter = router(records);

/** Calls procedures in this process, as tests and scripts do. */
export const createCaller = createCallerFactory(quoinRouter);

export { ensureCast, readAuthor } from "./people/person.ts";
export { signIn } from "./sessions/sign-in.ts";
export { signOut, viewerOf } from "./sessions/session.ts";
export { type Context, type Refusal, refusalOf, refusalOfTrpc, type Viewer } from "./procedures.ts";
export { publicChannel } from "./public-changed.ts";
export * from "./services.ts";
