interface Row {
  /** HTTP status code. */
  status: number;
  message: string;
  /**
   * What a caller may do with the very same call. `later`: wait, and send it again. `signed_in`: send
   * it again once its person has signed in. `never`: it is refused for what it holds, at any time.
   * Absent where something else has to be different first.
   */
  retry?: "later" | "signed_in" | "never";
}

/** Every way Quoin says no. One row is the whole definition of a code. */
const refusals = {
  // the request
  input_invalid: { status: 400, message: "Something in that request is not as it should be." },
  cross_site: { status: 403, message: "That request came from another site." },
  not_found: { status: 404, message: "There is nothing at that address." },
  body_cut_off: {
    status: 400,
    retry: "later",
    message: "That request ended before all of it had come. Send it again.",
  },
  body_timed_out: {
    status: 408,
    retry: "later",
    message: "The rest of that request did not come in time. Send it again.",
  },
  body_too_large: { status: 413, message: "That is more than Quoin accepts at once." },
  host_foreign: {
    status: 421,
    message:
      "This site answers only to names of this machine while its local sign-in is on. Open it at localhost.",
  },
  answer_too_large: {
    status: 422,
    message: "Those are more texts than one answer holds. Ask for fewer of them at once.",
  },
  url_too_long: { status: 414, message: "That address is too long." },
  type_unsupported: { status: 415, message: "Quoin does not read that content type here." },
  too_many_requests: {
    status: 429,
    retry: "later",
    message: "Too fast. Wait a moment and try again.",
  },
  internal: {
    status: 500,
    retry: "later",
    message: "Something went wrong on our side. Try again.",
  },
  store_unavailable: {
    status: 503,
    retry: "later",
    message: "Quoin cannot reach its data just now. Nothing is lost; try again.",
  },

  disk_full: {
    status: 507,
    message:
      "The disk of this site is full, so nothing new can be kept. Free some space and try again.",
  },

  // people and sign-in
  not_signed_in: { status: 401, retry: "signed_in", message: "Sign in to do that." },
  session_expired: {
    status: 401,
    retry: "signed_in",
    message: "Your session has ended. Sign in again to go on.",
  },
  session_other: {
    status: 401,
    retry: "signed_in",
    message: "Somebody else is signed in now. Sign in with the account that this page belongs to.",
  },
  session_not_found: { status: 404, message: "That device is not signed in any more." },
  not_allowed: { status: 403, message: "That isn't yours to change." },
  person_not_found: { status: 404, message: "There is nobody by that name." },
  handle_taken: { status: 409, message: "Somebody already has that handle." },
  no_account: {
    status: 403,
    message: "There is no account for you on this site. Ask its owner to add you.",
  },
  account_conflict: {
    status: 403,
    message: "That address belongs to an account with another sign-in. Ask the site's owner.",
  },
  account_disabled: { status: 403, message: "That account is switched off. Ask the site's owner." },
  email_unverified: {
    status: 403,
    message:
      "Your sign-in provider gives no verified email address of yours (the claims email and email_verified). Verify it there first, or ask the site's owner.",
  },
  sign_in_denied: { status: 403, message: "Sign-in was cancelled. Nothing has changed." },
  sign_in_expired: {
    status: 400,
    message: "That sign-in took too long or was already used. Start again.",
  },
  sign_in_untrusted: {
    status: 401,
    message: "The answer of the sign-in provider could not be trusted. Start again.",
  },
  provider_failed: {
    status: 502,
    retry: "later",
    message: "The sign-in provider answered with an error. Try again in a moment.",
  },
  provider_unavailable: {
    status: 503,
    retry: "later",
    message: "The sign-in provider cannot be reached. Try again in a moment.",
  },
  sign_in_again: {
    status: 403,
    retry: "signed_in",
    message:
      "That needs a fresh sign-in, no older than ten minutes. Sign in again, then repeat it.",
  },
  sign_in_other: {
    status: 403,
    message:
      "That is another account than the one you are signed in with. Use that one, or sign out first.",
  },
  owner_stays: {
    status: 409,
    message: "The site needs its owner. Hand it to somebody else first, then try again.",
  },
  heir_unfit: {
    status: 422,
    message: "They cannot take your posts over. Choose somebody who writes here.",
  },
  person_exists: {
    status: 409,
    message:
      "Somebody with that address is here already: they only need to sign in. If they have another one now, the owner can free this one.",
  },
  address_needed: {
    status: 409,
    message:
      "They have not signed in yet, and could not without that address. If they never will, switch them off first.",
  },
  address_unusable: {
    status: 422,
    message: "That is no address a sign-in provider could vouch for. Check how it is spelt.",
  },
  invitations_off: {
    status: 403,
    message: "This site takes no invitations. Whoever runs it can set QUOIN_SIGN_UP to invite.",
  },
  invitation_not_found: { status: 404, message: "There is no such invitation." },
  invitation_pending: {
    status: 409,
    message: "Somebody else has invited that address this very moment. Look at the list.",
  },
  invitation_invalid: {
    status: 403,
    message:
      "That invitation is used, too old, taken back or for another address. Sign in with the address it was sent to, or ask for a new one.",
  },
  setup_refused: {
    status: 403,
    message: "That is not the setup token. It was printed where Quoin first started.",
  },
  sign_out_incomplete: {
    status: 503,
    retry: "later",
    message: "You are signed out here, but the session could not be ended yet. Try again.",
  },

  // posts
  post_not_found: { status: 404, message: "There is no post at that address." },
  revision_not_found: { status: 404, message: "That version of the post is not there." },
  slug_taken: { status: 409, message: "Another post already has that address." },
  slug_reserved: { status: 409, message: "Quoin needs that address itself. Choose another." },
  moment_past: { status: 422, message: "That moment has passed. Choose a later one." },
  moment_too_far: {
    status: 422,
    message: "That is more than five years away. Choose an earlier moment.",
  },
  title_missing: { status: 422, message: "Give the post a title before you publish it." },
  text_too_costly: {
    status: 422,
    message:
      "That text would make a page larger than Quoin shows. Shorten it, or part it into several.",
  },
  tag_not_found: { status: 404, message: "There is no such tag." },
  tag_name_taken: { status: 409, message: "Another tag already has that name." },

  // media
  media_not_found: { status: 404, message: "There is no such picture or file." },
  upload_not_found: { status: 404, message: "There is no such upload." },
  upload_incomplete: { status: 409, message: "Not everything has arrived yet. Send the rest." },
  upload_mismatch: {
    status: 422,
    message: "What arrived is not what was announced. Upload it again.",
  },
  upload_expired: { status: 404, message: "That upload waited too long. Start it again." },
  upload_too_large: {
    status: 413,
    retry: "never",
    message: "That file is larger than Quoin accepts.",
  },
  upload_type_refused: {
    status: 415,
    retry: "never",
    message: "Quoin does not accept files of that type.",
  },
  image_type_unsupported: {
    status: 415,
    retry: "never",
    message: "Quoin cannot show pictures of that type. Save it as JPEG or PNG.",
  },
  image_unreadable: {
    status: 422,
    retry: "never",
    message: "That picture is damaged and cannot be read.",
  },
  image_reader_busy: {
    status: 503,
    retry: "later",
    message: "That picture could not be read just now. Nothing is wrong with it; try again.",
  },
  image_too_many_pixels: {
    status: 422,
    retry: "never",
    message: "That picture has too many pixels.",
  },
  form_malformed: {
    status: 400,
    message: "That form is broken: one of its parts begins with something that is no header.",
  },
  form_unreadable: {
    status: 422,
    message: "No file could be read from that form. Send it whole, with its files named files.",
  },
  file_name_unreadable: {
    status: 400,
    message: "The name of that file is not UTF-8. Give it another one.",
  },
  upload_timed_out: {
    status: 408,
    message: "That took longer than two minutes. Send less at once.",
  },
  upload_quota: { status: 429, message: "Too many uploads are waiting. Finish some first." },
  storage_unavailable: {
    status: 503,
    retry: "later",
    message: "Quoin cannot reach its file storage just now. Nothing is lost; try again.",
  },
} as const satisfies Record<string, Row>;

/** The name of a refusal. Renaming or removing one is a breaking change. */
export type ErrorCode = keyof typeof refusals;

/**
 * A refusal the caller can understand and act on.
 *
 * Throw it for anything a correct program can meet in normal use. Let everything
 * else escape as it is: it becomes a 500, an error log and a bug to fix.
 *
 * @example throw new QuoinError("upload_too_large", { limitBytes: 25_000_000 });
 */
export class QuoinError extends Error {
  override readonly name = "QuoinError";
  readonly code: ErrorCode;
  /** HTTP status code. */
  readonly status: number;
  /** Whether the very same call may be sent again, and when; null where it depends. */
  readonly retry: "later" | "signed_in" | "never" | null;
  /** Facts a client may show or act on. Never secrets, never another person's data. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, details: Record<string, string | number> = {}) {
    const { message, status, retry }: Row = refusals[code];
    super(message);
    this.code = code;
    this.status = status;
    this.retry = retry ?? null;
    this.details = details;
  }
}
