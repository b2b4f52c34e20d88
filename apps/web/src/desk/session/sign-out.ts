import { markSignedIn } from "./signed-in.ts";

/** Ends the session and goes to the site's first page. Gives words when that did not work. */
export async function signOut(): Promise<string | null> {
  const answer = await fetch("/auth/sign-out", { method: "POST" }).catch(() => null);
  if (answer === null) return "Quoin cannot be reached, so you are still signed in. Try again.";
  if (!answer.ok) return "The session could not be ended. Try again.";
  markSignedIn(false);
  location.assign("/");
  return null;
}
