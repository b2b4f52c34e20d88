import { refusalOf } from "@quoin/client";
import { Link } from "@tanstack/react-router";

import { Trouble } from "../components/trouble.tsx";
import { useTitle } from "../lib/title.tsx";

interface NoPostProps {
  error: unknown;
  onRetry: () => void;
}

const missing = {
  title: "There is no such post",
  words: "It was deleted, or it is a draft that only its writer and editors can see.",
};
const foreign = {
  title: "This post is somebody else’s",
  words: "Only its writer and editors can open it here. Everybody can read it on the site.",
};

/** A post that cannot be opened at the desk: it is not there, it is not theirs, or it did not load. */
export function NoPost({ error, onRetry }: NoPostProps) {
  const refusal = refusalOf(error);
  // An address holds any text; what is no id is no post's either.
  const isMissing = refusal?.code === "post_not_found" || refusal?.details["field"] === "id";
  const known = isMissing ? missing : refusal?.code === "not_allowed" ? foreign : null;
  const title = known?.title ?? "This post could not be opened";
  useTitle(title);
  return (
    <main className="page gate">
      <h1>{title}</h1>
      {known === null ? <Trouble error={error} onRetry={onRetry} /> : <p>{known.words}</p>}
      <p className="field-actions">
        <Link to="/posts" search={{}} className={known === null ? "button" : "button primary"}>
          To the posts
        </Link>
      </p>
    </main>
  );
}
