import {
  type DraftRef,
  type Person,
  type PublishOutcome,
  type PublishPost,
  QuoinError,
  scheduleLimits,
} from "@quoin/model";

import { mediaIdsIn } from "../../markdown/index.ts";
import { readableBy, recordUses } from "../../media/index.ts";
import type { Needs } from "../../services.ts";
import { searchWords } from "../search/post-words.ts";
import { findDraft } from "../writing/find-draft.ts";
import { takeSlug } from "../writing/slug.ts";
import { derive } from "./derive.ts";
import { goLive } from "./go-live.ts";
import { lockToPublish } from "./lock-to-publish.ts";
import { schedulePost } from "./schedule.ts";
import { snapshot } from "./snapshot.ts";

/**
 * Makes public the version the writer saw: now, or at a later moment. With nothing new to publish
 * it changes nothing. Publishing now settles what was scheduled.
 *
 * @throws QuoinError `post_not_found`, `not_allowed`, `title_missing`, `slug_taken`,
 * `slug_reserved`, `moment_past`, `moment_too_far`, `text_too_costly`
 */
export async function publishPost(
  needs: Needs<"db" | "now" | "site" | "jobs" | "renderer">,
  person: Person,
  { at, ...seen }: PublishPost,
): Promise<PublishOutcome> {
  const inMs = at === undefined ? 0 : Date.parse(at) - Date.parse(needs.now());
  if (inMs < -scheduleLimits.slackMs) throw new QuoinError("moment_past");
  if (inMs > scheduleLimits.aheadMs) throw new QuoinError("moment_too_far");
  return at === undefined || inMs <= 0
    ? publishNow(needs, person, seen)
    : schedulePost(needs, person, { ...seen, at });
}

async function publishNow(
  needs: Needs<"db" | "now" | "site" | "renderer">,
  person: Person,
  { id, version }: DraftRef,
): Promise<PublishOutcome> {
  const { db, now } = needs;
  const seen = (await findDraft(db, person, { id, may: "publish" })).draft;
  // Slow, so it comes before the lock.
  const { derived, vector } = await derive(needs, {
    body: seen.body,
    of: person.id,
    among: readableBy(person),
  });
  const words = searchWords({ ...seen, vector });

  return db.transaction(async (tx) => {
    const { draft, post, conflict } = await lockToPublish(tx, person, { id, version }, seen);
    if (conflict) return conflict;
    await recordUses(tx, { postId: id, by: person }, mediaIdsIn(draft.body));
    const at = now();
    const slug = await takeSlug(tx, post, draft, at);
    const reason = "published";
    const revision = await snapshot(tx, { draft, post, derived, by: person, at, reason });
    await goLive(tx, post, { revisionId: revision.id, slug, tags: draft.tags, words, at });
    return { outcome: "published", slug, revision: revision.number };
  });
}
