import { useRouter } from "@tanstack/react-router";

import { useTitle } from "../lib/title.tsx";

/** A page that failed while it was shown, or whose files could not be loaded. */
export function Broken() {
  const router = useRouter();
  const isOnline = navigator.onLine;
  const title = isOnline ? "This page stopped working" : "This page is not loaded yet";
  useTitle(title);
  return (
    <main className="page gate">
      <h1>{title}</h1>
      <p>
        {isOnline
          ? "Loading it again helps when Quoin has been updated since you opened it."
          : "There is no connection. Go back to where you were, or load it once you are online again."}
      </p>
      <p className="field-actions">
        <button
          type="button"
          className={isOnline ? "button primary" : "button"}
          onClick={() => location.reload()}
        >
          Load the page again
        </button>
        <button
          type="button"
          className={isOnline ? "button" : "button primary"}
          onClick={() => router.history.back()}
        >
          Go back
        </button>
      </p>
    </main>
  );
}
