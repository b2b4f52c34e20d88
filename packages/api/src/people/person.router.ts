import {
  DeleteMe,
  Done,
  ExportPage,
  Keyset,
  Me,
  PersonAddress,
  PersonPage,
  PersonRef,
  PersonView,
  SetRole,
  UpdateMe,
} from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";

import { done } from "../done.ts";
import { deleteMe } from "../leaving/delete-me.ts";
import { exportMe } from "../leaving/export-me.ts";
import { anyone, signedIn, signedInLately } from "../procedures.ts";
import { freeAddress } from "./free-address.ts";
import { listPeople } from "./person-list.ts";
import { readAuthor, updateMe } from "./person.ts";
import { disablePerson, enablePerson, setRole } from "./standing.ts";
import { transferOwnership } from "./transfer.ts";

export const personRouter = {
  list: signedIn
    .input(Keyset)
    .output(PersonPage)
    .query(({ ctx, input }) => listPeople(ctx, ctx.person, input)),

  byHandle: anyone
    .input(PersonAddress)
    .output(PersonView)
    .query(({ ctx, input }) => readAuthor(ctx, input.handle)),

  updateMe: signedIn
    .input(UpdateMe)
    .output(Me)
    .mutation(({ ctx, input }) => updateMe(ctx, ctx.person, input)),

  setRole: signedIn
    .input(SetRole)
    .output(Done)
    .mutation(({ ctx, input }) => setRole(ctx, ctx.person, input).then(done)),

  disable: signedIn
    .input(PersonRef)
    .output(Done)
    .mutation(({ ctx, input }) => disablePerson(ctx, ctx.person, input).then(done)),

  enable: signedIn
    .input(PersonRef)
    .output(Done)
    .mutation(({ ctx, input }) => enablePerson(ctx, ctx.person, input).then(done)),

  freeAddress: signedIn
    .input(PersonRef)
    .output(Done)
    .mutation(({ ctx, input }) => freeAddress(ctx, ctx.person, input).then(done)),

  transferOwnership: signedInLately
    .input(PersonRef)
    .output(Done)
    .mutation(({ ctx, input }) => transferOwnership(ctx, ctx.person, input).then(done)),

  exportMe: signedInLately
    .input(Keyset)
    .output(ExportPage)
    .mutation(({ ctx, input }) => exportMe(ctx, ctx.person, input)),

  deleteMe: signedInLately
    .input(DeleteMe)
    .output(Done)
    .mutation(({ ctx, input }) => deleteMe(ctx, ctx.person, input).then(done)),
} satisfies TRPCRouterRecord;
