import type { GrantedRole } from "@quoin/model";

import { Mark } from "../parts/mark.tsx";
import type { Page } from "./document/page.ts";

/** What somebody may choose who wants in. */
export interface SignInChoice {
  /** "Continue with {label}". */
  label: string;
  /** Where signing in begins. */
  href: string;
  /** True for somebody who is signed in and must prove it once more. */
  isAgain: boolean;
  /** Where making an account begins; null where the site makes none for strangers. */
  signUpHref: string | null;
  /** Where a new site gets its owner; null once it has one. */
  setupHref: string | null;
  /** What the link they followed promises; null without one. */
  invitation: { role: GrantedRole; addressHint: string } | "invalid" | null;
  /** True when the people here are lent by this machine's own provider. */
  isLocal: boolean;
}

const invitedAs: Record<GrantedRole, string> = {
  editor: "an editor",
  writer: "a writer",
  reader: "a reader",
};

/** The door to the desk. */
export const signInPage: Page<SignInChoice> = {
  head: ({ label }) => ({ title: "Sign in", description: `Sign in with ${label}.` }),
  body: ({ isAgain, ...choice }, { site }) => (
    <div className="sign-in">
      <span className="sign-in-mark">
        <Mark />
      </span>
      <h1>{isInvited(choice) ? "You are invited" : isAgain ? "Sign in again" : "Sign in"}</h1>
      {isAgain ? (
        <p className="sign-in-why">
          To show that it is still you. Continue with the account you are signed in with, then go
          back to where you came from.
        </p>
      ) : (
        <Why {...choice} site={site.title} />
      )}
      <a className="sign-in-go" href={choice.href}>
        Continue with {choice.label}
      </a>
      <Note {...choice} />
      {choice.setupHref !== null && (
        <p className="sign-in-new">
          Nobody owns this site yet. <a href={choice.setupHref}>Set it up</a>
        </p>
      )}
      {choice.signUpHref !== null && !isInvited(choice) && (
        <p className="sign-in-new">
          New here? <a href={choice.signUpHref}>Make an account with {choice.label}</a>
        </p>
      )}
    </div>
  ),
};

const isInvited = ({ invitation }: Pick<SignInChoice, "invitation">) =>
  invitation !== null && invitation !== "invalid";

function Why({ invitation, site }: Pick<SignInChoice, "invitation"> & { site: string }) {
  if (invitation === null) {
    return (
      <p className="sign-in-why">
        To write on <span dir="auto">{site}</span>. Reading needs no account.
      </p>
    );
  }
  if (invitation === "invalid") {
    return (
      <p className="sign-in-why">
        That invitation is used, too old or taken back. If you have an account already, sign in as
        always; if not, ask for a new invitation.
      </p>
    );
  }
  return (
    <p className="sign-in-why">
      To join <span dir="auto">{site}</span> as {invitedAs[invitation.role]}. Continue with the
      account whose address is{" "}
      <span className="sign-in-address" dir="auto">
        {invitation.addressHint}
      </span>
      ; no other will do.
    </p>
  );
}

function Note({ isLocal, label }: Pick<SignInChoice, "isLocal" | "label">) {
  return isLocal ? (
    <p className="sign-in-note">
      No other provider is set up, so this machine lends you its cast: five people to try everything
      with. Nobody else can reach it.
    </p>
  ) : (
    <p className="sign-in-note">
      {label} says who you are; Quoin never sees your password. One cookie keeps you signed in, and
      signing out removes it.
    </p>
  );
}
