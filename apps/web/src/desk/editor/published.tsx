import type { PostId } from "@quoin/model";
import { ArrowUpRight, Check, Copy } from "lucide-react";
import { useState } from "react";

import { useUnpublish } from "../lib/post-verbs.ts";
import { wordsOf } from "../lib/words.ts";

// Browsers copy for a page only where it came over a safe connection.
const canCopy = "clipboard" in navigator;

interface PublishedProps {
  id: PostId;
  slug: string;
  onDone: () => void;
}

/** After publishing: where the post is, its address to pass on, and the way back. */
export function Published({ id, slug, onDone }: PublishedProps) {
  const [isCopied, setIsCopied] = useState(false);
  const unpublish = useUnpublish({ onSuccess: onDone });
  const url = `${location.origin}/${slug}`;
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    setIsCopied(true);
  };
  return (
    <>
      <p className="published-address">
        <a href={`/${slug}`} target="_blank" rel="noreferrer">
          {location.host}/{slug}
          <ArrowUpRight aria-hidden />
        </a>
      </p>
      <output className="for-ears">{isCopied ? "Address copied" : "Published"}</output>
      {unpublish.error !== null && (
        <p className="note problem" role="alert">
          {wordsOf(unpublish.error)}
        </p>
      )}
      <footer className="dialog-foot">
        <button
          type="button"
          className="button"
          disabled={unpublish.isPending}
          onClick={() => unpublish.mutate({ id })}
        >
          Unpublish
        </button>
        <button type="button" className="button" hidden={!canCopy} onClick={() => void copy()}>
          {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}{" "}
          {isCopied ? "Copied" : "Copy address"}
        </button>
        <button type="button" className="button primary" onClick={onDone}>
          Done
        </button>
      </footer>
    </>
  );
}
