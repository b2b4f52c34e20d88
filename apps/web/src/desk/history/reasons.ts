import type { RevisionItem } from "@quoin/model";

import { clockOf, momentOf } from "../lib/moments.ts";

type Kept = Pick<
  RevisionItem,
  "number" | "reason" | "name" | "createdAt" | "publishedAt" | "publishAt"
>;

/** Why a version was kept, in a word or four. */
export function reasonOf({ reason, publishedAt, publishAt }: Kept): string {
  if (publishAt !== null) return `Scheduled for ${momentOf(publishAt)}`;
  switch (reason) {
    case "published":
      return "Published";
    case "scheduled":
      return publishedAt === null ? "Scheduled, and taken back" : "Published as scheduled";
    case "named":
      return publishedAt === null ? "Named" : "Named, then published";
    case "restored":
      return publishedAt === null ? "Kept before a restore" : "Kept, then published";
    default:
      return reason satisfies never;
  }
}

/** A version in one line, as a list to choose from has it. */
export function lineOf(item: Kept): string {
  const { number, name, createdAt } = item;
  return `Version ${number}: ${name ?? reasonOf(item)}, ${clockOf(Date.parse(createdAt))}`;
}
