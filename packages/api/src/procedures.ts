import type { CheckedSession } from "@quoin/drivers";
import { type ErrorCode, type Me, QuoinError } from "@quoin/model";
import { initTRPC, TRPCError } from "@trpc/server";

import type { Traced } from "./audit/record.ts";
import { constraintRefusal } from "./constraints.ts";
import { isDiskFull, isDriverError } from "./driver-errors.ts";
import type { Services } from "./services.ts";
import { isFresh } from "./sessions/session.ts";

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
}

/** What a refusal looks like on the wire: `error.data.refusal`. */
export interface Refusal {
  code: ErrorCode;
  details: Readonly<Record<string, string | number>>;
}

/** The one translation of anything thrown into a refusal. Says nothing of what it does not know. */
export function refusalOf(error: unknown): QuoinError {
  if (error instanceof QuoinError) return error;
  if (isDriverError(error, "StoreUnavailable")) {
    return new QuoinError("store_unavailable", { retryAfterSeconds: 5 });
  }
  if (isDiskFull(error)) return new QuoinError("disk_full");
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
    const { code, status, details, message } = refusalOfTrpc(error);
    return {
      ...shape,
      message,
      data: {
        code: shape.data.code,
        httpStatus: status,
        path: shape.data.path ?? null,
        // What a caller branches on. Not annotated: the client's types print it as it stands.
        refusal: { code, details },
      },
    };
  },
});

export const { router, createCallerFactory } = t;

/** Calls of one person, or of one address when nobody is signed in, per minute. */
const calls = { name: "calls", points: 600, perSeconds: 60 };

const limited = t.procedure.use(async ({ ctx, next }) => {
  const wait = await ctx.limits.count(calls, ctx.address);
  if (wait !== null) throw asTrpc(new QuoinError("too_many_requests", { retryAfterSeconds: wait }));
  return next();
});

/** For everyone. Asks no store. */
export const anyone = limited;

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

/** For whoever is signed in; `ctx.person` is them. */
export const signedIn = limited.use(async ({ ctx, getRawInput, next }) => {
  // A body may take its time, and rights may change meanwhile. What is wrong with it is said later.
  await getRawInput().catch(() => undefined);
  const { person, session } = await requireViewer(ctx).catch((error: unknown) => {
    throw error instanceof QuoinError ? asTrpc(error) : error;
  });
  return next({ ctx: { person, session } });
});

/** For whoever has signed in within ten minutes: a session left open must not be enough. */
export const signedInLately = signedIn.use(async ({ ctx, next }) => {
  if (!isFresh(ctx.session, ctx.now())) throw asTrpc(new QuoinError("sign_in_again"));
  return next();
});

/** tRPC wants its own error around ours; the formatter unwraps it. */
function asTrpc(cause: QuoinError): TRPCError {
  return new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause });
}
