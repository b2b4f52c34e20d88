import type { AuditAction, AuditEvent } from "@quoin/model";

const reasons: Record<string, string> = {
  no_account: "there is no account for them",
  account_disabled: "their account is switched off",
  account_conflict: "their address belongs to an account with another sign-in",
  email_unverified: "their provider has not verified their address",
  invitation_invalid: "their invitation was used, too old, taken back or for another address",
  sign_in_other: "another account came back than the one that was signed in",
  sign_in_denied: "it was cancelled at the provider",
  sign_in_expired: "it took too long or was already used",
  sign_in_untrusted: "the provider’s answer could not be trusted",
  provider_failed: "the provider answered with an error",
  provider_unavailable: "the provider could not be reached",
};

interface Told {
  who: string;
  whom: string;
  details: Record<string, string>;
}

const told: Record<AuditAction, (event: Told) => string> = {
  sign_in: ({ who }) => `${who} signed in`,
  sign_in_failed: ({ details: { reason = "" } }) =>
    `A sign-in was refused: ${reasons[reason] ?? reason}`,
  sign_out: ({ who }) => `${who} signed out`,
  session_doubled: () =>
    "A request carried more than one session cookie, so it counted as nobody’s",
  cross_site_refused: ({ details: { from = "" } }) =>
    `A page of another site tried to change something here and was refused (${from})`,
  sign_up: ({ who, details }) => `${who} joined as ${details["role"]}`,
  identity_bound: ({ who, details }) =>
    `${who} signed in with ${details["provider"]} for the first time`,
  address_changed: ({ who }) => `${who} has another address at their provider`,
  address_clash: ({ who, whom, details: { provider } }) =>
    provider === undefined
      ? `${who} signed in with the address of ${whom}, who has not signed in with that provider yet. If it was never ${whom}’s to keep, switch them off and free it under People`
      : `Somebody unknown at ${provider} came with the address of ${whom} and was refused. If ${whom} has another address now, free this one under People; they sign in as before`,
  address_freed: ({ who, whom }) => `${who} freed the address of ${whom}`,
  invitation_created: ({ who, details }) => `${who} invited somebody as ${details["role"]}`,
  invitation_accepted: ({ who, details }) => `${who} accepted an invitation as ${details["role"]}`,
  invitation_revoked: ({ who, details }) => `${who} took back an invitation as ${details["role"]}`,
  role_changed: ({ who, whom, details: { from, to } }) =>
    `${who} made ${whom} ${to}, who was ${from}`,
  person_disabled: ({ who, whom }) => `${who} switched ${whom} off`,
  person_enabled: ({ who, whom }) => `${who} switched ${whom} on`,
  ownership_claimed: ({ who }) => `${who} became the first owner`,
  ownership_transferred: ({ who, whom }) => `${who} handed the site to ${whom}`,
  data_exported: ({ who }) => `${who} exported their data`,
  account_deleted: ({ details }) =>
    `Somebody deleted their account; their posts went ${details["posts"]}`,
};

/** What happened, as one sentence. */
export function sentenceOf({ action, actor, target, details }: AuditEvent): string {
  const who = actor?.name ?? "Somebody who has left";
  const whom = target?.name ?? "somebody who has left";
  return told[action]({ who, whom, details });
}
