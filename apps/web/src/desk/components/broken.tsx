import { useTitle } from "../lib/title.tsx";

/** A page that failed while it was shown, or whose files are gone since a newer Quoin runs. */
export function Broken() {
  useTitle("This page stopped working");
  return (
    <main className="page gate">
      <h1>This page stopped working</h1>
      <p>
        Loading it again helps when the connection failed, or when Quoin has been updated since you
        opened it.
      </p>
      <p className="field-actions">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Load the page again
        </button>
        <a className="button" href="/desk/posts">
          To the posts
        </a>
      </p>
    </main>
  );
}
