import { Mark } from "../parts/mark.tsx";
import type { Page } from "./document/page.ts";

/** The two steps of a first start: give the token, then say who you are. */
export type SetupStep =
  | { problem: string | null }
  | { goOn: { /** "Continue with {label}". */ label: string; href: string } };

/** Where a new site gets its owner. */
export const setupPage: Page<SetupStep> = {
  head: () => ({ title: "Set up this site", description: "" }),
  body: (step) => (
    <div className="sign-in">
      <span className="sign-in-mark">
        <Mark />
      </span>
      <h1>Set up this site</h1>
      {"goOn" in step ? <GoOn {...step.goOn} /> : <AskForToken problem={step.problem} />}
    </div>
  ),
};

function AskForToken({ problem }: { problem: string | null }) {
  return (
    <>
      <p className="sign-in-why">
        Nobody owns it yet. Give the setup token, and the account you sign in with next becomes the
        owner.
      </p>
      <form className="sign-in-form" method="post" action="/setup">
        <label htmlFor="_token">Setup token</label>
        <input
          id="_token"
          name="token"
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : "_problem"}
        />
        {problem !== null && (
          <p id="_problem" className="sign-in-problem" role="alert">
            {problem}
          </p>
        )}
        <button className="sign-in-go" type="submit">
          Go on
        </button>
      </form>
      <p className="sign-in-note">
        Quoin printed it when it first started. If it is lost, set <code>QUOIN_SETUP_TOKEN</code> to
        a long text of your own and restart.
      </p>
    </>
  );
}

function GoOn({ label, href }: { label: string; href: string }) {
  return (
    <>
      <p className="sign-in-why">
        The token is right. Now sign in with the account that will own this site.
      </p>
      <a className="sign-in-go" href={href}>
        Continue with {label}
      </a>
      <p className="sign-in-note">
        This step waits ten minutes. There is one owner; they can invite others.
      </p>
    </>
  );
}
