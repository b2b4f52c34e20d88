import { wantOf, messageOf } from "../lib/refusals.ts";
import { signInAgain } from "../session/sign-in-again.ts";

/** Why a button did nothing, and the way on where there is one. */
export function Refused({ error }: { error: unknown }) {
  const want = wantOf(error);
  return (
    <p className="note problem" role="alert">
      {messageOf(error)}{" "}
      {want !== null && (
        <button type="button" className="link-button" onClick={() => signInAgain.open(want)}>
          Sign in again
        </button>
      )}
    </p>
  );
}
