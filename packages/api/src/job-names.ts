/** Names of work that one feature asks for and another may do. `jobs.ts` says what each one is. */
export const jobNames = {
  /** `{ blobId }`: makes the WebP copies of a picture that are missing. */
  makeVariants: "media.variants",
  /** By the clock: collects uploads nobody finished. */
  sweepMedia: "media.sweep",
  /** By the clock: removes files that no row knows. */
  sweepOrphans: "media.orphans",
  /** `{ postId }`: makes a public post anew, because its pictures have changed. */
  rerenderPost: "post.rerender",
  /** By the clock: makes anew what an earlier renderer made. */
  rerenderOutdated: "post.rerender-outdated",
  /** `{ postId }`, at its moment: makes public what was scheduled of a post. */
  publishScheduled: "post.publish-scheduled",
  /** By the clock: publishes what was due while nobody was there to do it. */
  publishOverdue: "post.publish-overdue",
  /** By the clock: empties the trash of what has been there for 30 days. */
  purgeTrash: "post.purge",
  /** By the clock: forgets ended sessions that would be over by now. */
  purgeEnded: "session.purge",
  /** By the clock: forgets what the audit log has kept for a year. */
  purgeAudit: "audit.purge",
  /** Makes what a new site opens with, once it has an owner. */
  openSite: "site.open",
} as const;
