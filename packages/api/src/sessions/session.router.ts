import { Devices, SessionId, SessionsEnded, SessionView } from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";

import { anyoneSeen, signedIn } from "../procedures.ts";
import { listDevices, revokeDevice, revokeOtherDevices } from "./devices.ts";
import { isFresh } from "./session.ts";

export const sessionRouter = {
  mine: anyoneSeen.output(SessionView).query(({ ctx }) => {
    if (!ctx.seen) return null;
    const { person, session } = ctx.seen;
    const expiresAt = new Date(session.idleEndsAt).toISOString();
    return { person, expiresAt, isFresh: isFresh(session, ctx.now()) };
  }),

  list: signedIn
    .input(z.void())
    .output(Devices)
    .query(({ ctx }) => listDevices(ctx, ctx.session)),

  revoke: signedIn
    .input(SessionId)
    .output(z.void())
    .mutation(({ ctx, input }) => revokeDevice(ctx, ctx.session, input)),

  revokeOthers: signedIn
    .input(z.void())
    .output(SessionsEnded)
    .mutation(({ ctx }) => revokeOtherDevices(ctx, ctx.session)),
} satisfies TRPCRouterRecord;
