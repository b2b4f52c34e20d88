const key = "quoin:signed-in";

/** Lets this browser's reading pages say `Desk` where they said `Sign in`. They know no cookie. */
export function markSignedIn(isSignedIn: boolean): void {
  try {
    if (isSignedIn) localStorage.setItem(key, "1");
    else localStorage.removeItem(key);
  } catch {
    // Storage may be forbidden; the link then stays as it is, and works.
  }
}

/** Where to sign in and come back to this page. */
export function signInUrl(returnTo = location.pathname + location.search): string {
  return `/sign-in?${new URLSearchParams({ return_to: returnTo }).toString()}`;
}

/** Where to show once more that it is you, signed in or not. */
export const signInAgainUrl = (returnTo: string): string => `${signInUrl(returnTo)}&again=1`;
