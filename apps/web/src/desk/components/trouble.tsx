import { signInAgain } from "../lib/sign-in-again.ts";
import { isPassing, isSignedOut, wordsOf } from "../lib/words.ts";

interface TroubleProps {
  error: unknown;
  onRetry: () => void;
}

/** A list or page that could not be loaded: why, and what to do. */
export function Trouble({ error, onRetry }: TroubleProps) {
  return (
    <div className="trouble" role="alert">
      <p>{wordsOf(error)}</p>
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
    </div>
  );
}
