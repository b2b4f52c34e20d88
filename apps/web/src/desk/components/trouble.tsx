import { signInUrl } from "../lib/signed-in.ts";
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
        <a className="button" href={signInUrl()}>
          Sign in
        </a>
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
