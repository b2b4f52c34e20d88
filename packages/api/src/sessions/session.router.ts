import { SessionView } from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";

import { anyone } from "../procedures.ts";

export const sessionRouter = {
  mine: anyone
    .input(z.void())
    .output(SessionView)
    .query(async ({ ctx }) => {
      const viewer = await ctx.viewer();
      if (!viewer) return null;
      const { person, session } = viewer;
      return { person, expiresAt: new Date(session.idleEndsAt).toISOString() };
    }),
} satisfies TRPCRouterRecord;
