import { isPassing, isSignedOut, requestIdOf, messageOf } from "../lib/refusals.ts";
import { signInAgain } from "../session/sign-in-again.ts";

interface TroubleProps {
  /** What failed: "The posts could not be loaded." */
  what?: string;
  error: unknown;
  onRetry: () => void;
}

/** A list or page that could not be loaded: what, why, and what to do. */
export function Trouble({ what, error, onRetry }: TroubleProps) {
  const requestId = requestIdOf(error);
  return (
    <div className="trouble" role="alert">
      <p>
        {what !== undefined && <b>{what} </b>}
        {messageOf(error)}
      </p>
      {isSignedOut(error) ? (
        <button type="button" className="button" onClick={() => signInAgain.open("session")}>
          Sign in
        </button>
      ) : (
        isPassing(error) && (
          <button type="button" className="button" onClick={onRetry}>
            Retry
          </button>
        )
      )}
      {requestId !== null && (
        <p className="trouble-request">
          Request <code>{requestId}</code>
        </p>
      )}
    </div>
  );
}
