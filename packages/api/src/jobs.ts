import type { Job } from "@quoin/drivers";
import { BlobId, PostId } from "@quoin/model";
import { z } from "zod";

import { purgeAudit } from "./audit/audit.ts";
import { jobNames } from "./job-names.ts";
import { sweepOrphans } from "./media/orphans.ts";
import { sweepMedia } from "./media/sweep.ts";
import { makeVariants } from "./media/variants.ts";
import { publishOverdue, publishScheduled } from "./posts/publishing/publish-scheduled.ts";
import { rerenderOutdated, rerenderPost } from "./posts/publishing/rerender.ts";
import { purgeTrash } from "./posts/publishing/trash.ts";
import type { Services } from "./services.ts";
import { purgeEnded } from "./sessions/ended.ts";
import { openSite } from "./site/open-site.ts";

const OfBlob = z.object({ blobId: BlobId });
const OfPost = z.object({ postId: PostId });

/** All work that is done later or by the clock: a name, a schedule or none, a domain function. */
export function jobsOf(services: Services): Job[] {
  return [
    { name: jobNames.makeVariants, run: (data) => makeVariants(services, OfBlob.parse(data)) },
    { name: jobNames.rerenderPost, run: (data) => rerenderPost(services, OfPost.parse(data)) },
    {
      name: jobNames.rerenderOutdated,
      schedule: "23 * * * *",
      run: () => rerenderOutdated(services),
    },
    {
      name: jobNames.publishScheduled,
      run: (data) => publishScheduled(services, OfPost.parse(data)),
    },
    { name: jobNames.publishOverdue, schedule: "* * * * *", run: () => publishOverdue(services) },
    { name: jobNames.sweepMedia, schedule: "*/15 * * * *", run: () => sweepMedia(services) },
    { name: jobNames.sweepOrphans, schedule: "37 4 * * *", run: () => sweepOrphans(services) },
    { name: jobNames.openSite, run: () => openSite(services) },
    { name: jobNames.purgeTrash, schedule: "41 3 * * *", run: () => purgeTrash(services) },
    { name: jobNames.purgeEnded, schedule: "47 * * * *", run: () => purgeEnded(services) },
    { name: jobNames.purgeAudit, schedule: "53 3 * * *", run: () => purgeAudit(services) },
  ];
}
