import { Mark } from "../parts/mark.tsx";
import type { Page } from "./page.ts";

/** What somebody may choose who wants in. */
export interface SignInChoice {
  /** "Continue with {label}". */
  label: string;
  /** Where signing in begins. */
  href: string;
  /** Where making an account begins; null where the site makes none for strangers. */
  signUpHref: string | null;
  /** True when the people here are lent by this machine's own provider. */
  isLocal: boolean;
}

/** The door to the desk. */
export const signInPage: Page<SignInChoice> = {
  head: ({ label }) => ({ title: "Sign in", description: `Sign in with ${label}.` }),
  body: ({ label, href, signUpHref, isLocal }, { site }) => (
    <div className="sign-in">
      <span className="sign-in-mark">
        <Mark />
      </span>
      <h1>Sign in</h1>
      <p className="sign-in-why">
        To write on <span dir="auto">{site.title}</span>. Reading needs no account.
      </p>
      <a className="sign-in-go" href={href}>
        Continue with {label}
      </a>
      {isLocal ? (
        <p className="sign-in-note">
          No other provider is set up, so this machine lends you its cast: five people to try
          everything with. Nobody else can reach it.
        </p>
      ) : (
        <p className="sign-in-note">
          {label} says who you are; Quoin never sees your password. One cookie keeps you signed in,
          and signing out removes it.
        </p>
      )}
      {signUpHref !== null && (
        <p className="sign-in-new">
          New here? <a href={signUpHref}>Make an account with {label}</a>
        </p>
      )}
    </div>
  ),
};
