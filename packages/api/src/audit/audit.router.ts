import { AuditPage, Keyset } from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { signedIn } from "../procedures.ts";
import { listEvents } from "./audit.ts";

export const auditRouter = {
  list: signedIn
    .input(Keyset)
    .output(AuditPage)
    .query(({ ctx, input }) => listEvents(ctx, ctx.person, input)),
} satisfies TRPCRouterRecord;
