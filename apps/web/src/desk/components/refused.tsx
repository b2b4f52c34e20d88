import { refusalOf } from "@quoin/client";

import { signInAgainUrl, signInUrl } from "../lib/signed-in.ts";
import { isSignedOut, wordsOf } from "../lib/words.ts";

/** Why a button did nothing, and the way on where there is one. */
export function Refused({ error }: { error: unknown }) {
  const isStale = refusalOf(error)?.code === "sign_in_again";
  return (
    <p className="note problem" role="alert">
      {wordsOf(error)}{" "}
      {(isStale || isSignedOut(error)) && (
        <a href={isStale ? signInAgainUrl() : signInUrl()}>Sign in again</a>
      )}
    </p>
  );
}
