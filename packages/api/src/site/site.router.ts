import { SiteView } from "@quoin/model";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";

import { anyone } from "../procedures.ts";
import { readSite } from "./site.ts";

export const siteRouter = {
  read: anyone
    .input(z.void())
    .output(SiteView)
    .query(({ ctx }) => readSite(ctx)),
} satisfies TRPCRouterRecord;
