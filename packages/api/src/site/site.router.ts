import {
  Keyset,
  LegalPreview,
  PostLinkPage,
  PreviewLegal,
  SiteSettings,
  SiteView,
  UpdateSite,
  UpdateSiteOutcome,
} from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";

import { listPages } from "../posts/reading/page-list.ts";
import { anyone, signedIn } from "../procedures.ts";
import { previewLegal } from "./legal.ts";
import { readSettings, updateSite } from "./settings.ts";
import { readSite } from "./site.ts";

export const siteRouter = {
  read: anyone
    .input(z.void())
    .output(SiteView)
    .query(({ ctx }) => readSite(ctx)),

  readSettings: signedIn
    .input(z.void())
    .output(SiteSettings)
    .query(({ ctx }) => readSettings(ctx, ctx.person)),

  update: signedIn
    .input(UpdateSite)
    .output(UpdateSiteOutcome)
    .mutation(({ ctx, input }) => updateSite(ctx, ctx.person, input)),

  previewLegal: signedIn
    .input(PreviewLegal)
    .output(LegalPreview)
    .mutation(({ ctx, input }) => previewLegal(ctx, ctx.person, input)),

  pages: signedIn
    .input(Keyset)
    .output(PostLinkPage)
    .query(({ ctx, input }) => listPages(ctx, input)),
} satisfies TRPCRouterRecord;
