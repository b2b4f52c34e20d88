import { type ErrorCode, QuoinError } from "@quoin/model";

// SQLSTATE, class 23: integrity constraint violation.
const unique = "23505";
const foreignKey = "23503";

/** What it means that a row which another one names is not there, or not any more. */
const absent: Readonly<Record<string, ErrorCode>> = {
  draft_links_created_by_id_people_id_fk: "session_expired",
  identities_person_id_people_id_fk: "no_account",
  invitations_invited_by_id_people_id_fk: "session_expired",
  media_owner_id_people_id_fk: "session_expired",
  posts_author_id_people_id_fk: "session_expired",
  posts_scheduled_by_id_people_id_fk: "session_expired",
  revisions_author_id_people_id_fk: "session_expired",
  uploads_owner_id_people_id_fk: "session_expired",

  draft_links_post_id_posts_id_fk: "post_not_found",
  drafts_post_id_posts_id_fk: "post_not_found",
  media_uses_post_id_posts_id_fk: "post_not_found",
  post_tags_post_id_posts_id_fk: "post_not_found",
  post_words_post_id_posts_id_fk: "post_not_found",
  revisions_post_id_posts_id_fk: "post_not_found",
  slug_history_post_id_posts_id_fk: "post_not_found",
  title_words_post_id_posts_id_fk: "post_not_found",

  drafts_base_revision_id_revisions_id_fk: "revision_not_found",
  posts_published_revision_id_revisions_id_fk: "revision_not_found",
  posts_scheduled_revision_id_revisions_id_fk: "revision_not_found",

  drafts_cover_id_media_id_fk: "media_not_found",
  media_blob_id_blobs_id_fk: "media_not_found",
  media_uses_media_id_media_id_fk: "media_not_found",
  media_variants_blob_id_blobs_id_fk: "media_not_found",
  people_avatar_id_media_id_fk: "media_not_found",
  revisions_cover_id_media_id_fk: "media_not_found",
  uploads_media_id_media_id_fk: "media_not_found",

  post_tags_tag_id_tags_id_fk: "tag_not_found",
};

/** What it means that a unique key holds such a row already. */
const taken: Readonly<Record<string, ErrorCode>> = {
  invitations_open: "invitation_pending",
  people_handle: "handle_taken",
};

/**
 * The one translation of constraints. Whatever two people do at once, the database has the last
 * word, and this says it in ours. Undefined for any other error, and for what nobody should meet.
 */
export function constraintRefusal(error: unknown): QuoinError | undefined {
  const violated = violationIn(error);
  if (!violated) return undefined;
  const code = { [unique]: taken, [foreignKey]: absent }[violated.state]?.[violated.constraint];
  return code && new QuoinError(code);
}

/** Runs a statement and says what it violates in words, for whoever is no procedure. */
export async function inWords<Answer>(work: PromiseLike<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (error) {
    throw constraintRefusal(error) ?? error;
  }
}

/** True when a statement failed because that unique key already holds such a row. */
export const isDuplicate = (error: unknown, constraint: string): boolean =>
  isViolation(error, unique, constraint);

/** True when a statement failed because what that key names is not there. */
export const isAbsent = (error: unknown, constraint: string): boolean =>
  isViolation(error, foreignKey, constraint);

function isViolation(error: unknown, state: string, constraint: string): boolean {
  const violated = violationIn(error);
  return violated?.state === state && violated.constraint === constraint;
}

/** What a driver said, which the query builder wraps. */
function violationIn(error: unknown): { state: string; constraint: string } | undefined {
  for (const said of [error, error instanceof Error ? error.cause : undefined]) {
    if (typeof said !== "object" || said === null) continue;
    if ("code" in said && "constraint" in said) {
      return { state: String(said.code), constraint: String(said.constraint) };
    }
  }
  return undefined;
}
