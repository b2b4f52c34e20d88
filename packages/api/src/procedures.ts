import type { Allowance, CheckedSession } from "@quoin/drivers";
import { type ErrorCode, type Me, QuoinError, SessionAsk } from "@quoin/model";
import { initTRPC, TRPCError } from "@trpc/server";

import { type Answered, fitsAnswer } from "./answered.ts";
import type { Traced } from "./audit/record.ts";
import { constraintRefusal } from "./constraints.ts";
import { isDiskFull, isDriverError } from "./driver-errors.ts";
import type { Services } from "./services.ts";
import { isFresh } from "./sessions/session.ts";
import { type Asker, count, keyOf, spend } from "./spend.ts";

/** Who is asking, resolved from the session the first time a procedure wants to know. */
export interface Viewer {
  person: Me;
  session: CheckedSession;
}

/** What a procedure is handed: the services, and one request's facts. */
export interface Context extends Services, Traced {
  /**
   * Asks the session store once per request, however many procedures want to know. `passive`: a
   * page asks on its own, which keeps no session alive.
   */
  viewer: (ask?: { passive?: boolean }) => Promise<Viewer | null>;
  /** The id of whoever the asking page belongs to, when it says so: for nobody else it may act. */
  meant?: string;
  /** True when the request carried a session token, alive or not. */
  hadToken: boolean;
  /** The client's address, for limits: IPv4, or IPv6 by /64. */
  address: string;
  /** What a batch of calls is answered with so far; absent where each has an answer of its own. */
  answered?: Answered;
}

/**
 * A refusal on the wire, `error.data.refusal`: what a caller branches on. Not annotated: the client's
 * types print it as it stands.
 */
export const wireOf = ({ code, details, retry }: QuoinError) => ({ code, details, retry });

/** The one translation of anything thrown into a refusal. Says nothing of what it does not know. */
export function refusalOf(error: unknown): QuoinError {
  if (error instanceof QuoinError) return error;
  if (isDiskFull(error)) return new QuoinError("disk_full");
  if (isDriverError(error, "StoreUnavailable")) {
    return new QuoinError("store_unavailable", { retryAfterSeconds: 5 });
  }
  const violated = constraintRefusal(error);
  if (violated) return violated;
  // The query builder wraps what its driver throws.
  if (error instanceof Error && error.cause !== undefined) return refusalOf(error.cause);
  return new QuoinError("internal");
}

// tRPC's own refusals, by its codes; everything else comes from `refusalOf`.
const ofTrpc: Partial<Record<TRPCError["code"], ErrorCode>> = {
  BAD_REQUEST: "input_invalid",
  PARSE_ERROR: "input_invalid",
  NOT_FOUND: "not_found",
  METHOD_NOT_SUPPORTED: "not_found",
  PAYLOAD_TOO_LARGE: "body_too_large",
  UNSUPPORTED_MEDIA_TYPE: "type_unsupported",
};

/** Turns what a procedure threw into a refusal with a status. */
export function refusalOfTrpc(error: TRPCError): QuoinError {
  const own = ofTrpc[error.code];
  if (own !== undefined) return new QuoinError(own, problemOf(error));
  return refusalOf(error.cause ?? error);
}

/** The first thing wrong with an input, by its path; never the value itself. */
function problemOf(error: TRPCError): Record<string, string> {
  const { cause } = error;
  if (!(cause instanceof Error) || !("issues" in cause) || !Array.isArray(cause.issues)) return {};
  const [first] = cause.issues;
  return { field: (first?.path ?? []).join("."), problem: String(first?.message ?? "") };
}

const t = initTRPC.context<Context>().create({
  isDev: false,
  allowOutsideOfServer: true,
  errorFormatter({ shape, error }) {
    const refusal = refusalOfTrpc(error);
    return {
      ...shape,
      message: refusal.message,
      data: {
        code: shape.data.code,
        httpStatus: refusal.status,
        path: shape.data.path ?? null,
        refusal: wireOf(refusal),
      },
    };
  },
});

export const { router, createCallerFactory } = t;

/** Calls of one person, or of one address when nobody is signed in, per minute. */
const calls = { name: "calls", points: 600, perSeconds: 60 };

/** What every procedure rests on: one batch is answered with so much, and no more. */
const procedure = t.procedure.use(async ({ ctx, type, next }) => {
  const result = await next();
  // What a mutation has done is told whatever it takes.
  if (ctx.answered && type === "query" && result.ok && !fitsAnswer(ctx.answered, result.data)) {
    throw wrapped(new QuoinError("answer_too_large"));
  }
  return result;
});

/** For everyone. Asks no store. */
export const anyone = procedure.use(async ({ ctx, next }) => {
  await asTrpc(count(ctx, calls, ctx.address));
  return next();
});

/** For everyone who wants to know who they are: `ctx.seen` is them, or null. */
export const anyoneSeen = procedure.input(SessionAsk).use(async ({ ctx, input, next }) => {
  const seen = await ctx.viewer(input);
  await asTrpc(count(ctx, calls, keyOf(seen, ctx)));
  return next({ ctx: { seen } });
});

/** For what is dear: counted against an allowance that all doors to it share. */
export const paying = (allowance: Allowance) =>
  t.middleware(async ({ ctx, next }) => {
    await asTrpc(spend(ctx, allowance));
    return next();
  });

/**
 * Whoever is signed in, and may act for the page that asks; at every door the same.
 *
 * @throws QuoinError `not_signed_in`, `session_expired`, `session_other`
 */
export async function requireViewer({
  viewer: find,
  hadToken,
  meant,
}: Pick<Context, "viewer" | "hadToken" | "meant">): Promise<Viewer> {
  const viewer = await find();
  if (viewer === null) throw new QuoinError(hadToken ? "session_expired" : "not_signed_in");
  if (meant !== undefined && meant !== viewer.person.id) throw new QuoinError("session_other");
  return viewer;
}

/**
 * The same, and counts the call: theirs, or that of an address where nobody is signed in.
 *
 * @throws QuoinError as `requireViewer`, `too_many_requests`
 */
export async function admit(asker: Asker & Pick<Context, "meant">): Promise<Viewer> {
  const admitted = await requireViewer(asker).then(
    (viewer) => ({ viewer }),
    (error: unknown) => ({ error }),
  );
  const viewer = "viewer" in admitted ? admitted.viewer : null;
  await count(asker, calls, keyOf(viewer, asker));
  if ("error" in admitted) throw admitted.error;
  return admitted.viewer;
}

/** For whoever is signed in; `ctx.person` is them. */
export const signedIn = procedure.use(async ({ ctx, getRawInput, next }) => {
  // A body may take its time, and rights may change meanwhile. What is wrong with it is said later.
  await getRawInput().catch(() => undefined);
  const { person, session } = await asTrpc(admit(ctx));
  return next({ ctx: { person, session } });
});

/** For whoever has signed in within ten minutes: a session left open must not be enough. */
export const signedInLately = signedIn.use(async ({ ctx, next }) => {
  if (!isFresh(ctx.session, ctx.now())) throw wrapped(new QuoinError("sign_in_again"));
  return next();
});

/** tRPC wants its own error around our refusals; the formatter unwraps it. */
function asTrpc<Answer>(work: Promise<Answer>): Promise<Answer> {
  return work.catch((error: unknown) => {
    throw error instanceof QuoinError ? wrapped(error) : error;
  });
}

const wrapped = (cause: QuoinError): TRPCError =>
  new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause });
