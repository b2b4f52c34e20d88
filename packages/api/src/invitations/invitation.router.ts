import {
  CreateInvitation,
  Done,
  InvitationPage,
  InvitationRef,
  Keyset,
  NewInvitation,
} from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { done } from "../done.ts";
import { signedIn } from "../procedures.ts";
import { createInvitation, listInvitations, revokeInvitation } from "./invitation.ts";

export const invitationRouter = {
  create: signedIn
    .input(CreateInvitation)
    .output(NewInvitation)
    .mutation(({ ctx, input }) => createInvitation(ctx, ctx.person, input)),

  list: signedIn
    .input(Keyset)
    .output(InvitationPage)
    .query(({ ctx, input }) => listInvitations(ctx, ctx.person, input)),

  revoke: signedIn
    .input(InvitationRef)
    .output(Done)
    .mutation(({ ctx, input }) => revokeInvitation(ctx, ctx.person, input).then(done)),
} satisfies TRPCRouterRecord;
