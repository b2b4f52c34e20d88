import { Me, PersonAddress, PersonView, UpdateMe } from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { anyone, signedIn } from "../procedures.ts";
import { readAuthor, updateMe } from "./person.ts";

export const personRouter = {
  byHandle: anyone
    .input(PersonAddress)
    .output(PersonView)
    .query(({ ctx, input }) => readAuthor(ctx, input.handle)),

  updateMe: signedIn
    .input(UpdateMe)
    .output(Me)
    .mutation(({ ctx, input }) => updateMe(ctx, ctx.person, input)),
} satisfies TRPCRouterRecord;
