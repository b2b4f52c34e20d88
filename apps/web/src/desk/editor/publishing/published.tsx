import type { PostId } from "@quoin/model";
import { ArrowUpRight, Check, Copy } from "lucide-react";
import { useState } from "react";

import { Refused } from "../../components/refused.tsx";
import { whenOf } from "../../lib/moments.ts";
import { useUnpublish, useUnschedule } from "../../posts/post-verbs.ts";
import type { Success } from "./publish-dialog.tsx";

// Browsers copy for a page only where it came over a safe connection.
const canCopy = "clipboard" in navigator;

interface PublishedProps {
  id: PostId;
  success: Success;
  /** Readers had nothing of it before. */
  isFirst: boolean;
  onDone: () => void;
}

/** After publishing or scheduling: where the post is, its address to pass on, and the way back. */
export function Published({ id, success, isFirst, onDone }: PublishedProps) {
  const [isCopied, setIsCopied] = useState(false);
  const isScheduled = success.outcome === "scheduled";
  const unpublish = useUnpublish({ onSuccess: onDone });
  const unschedule = useUnschedule({ onSuccess: onDone });
  const undo = isScheduled ? unschedule : unpublish;
  const address = `${location.host}/${success.slug}`;
  const copy = async () => {
    await navigator.clipboard.writeText(`${location.origin}/${success.slug}`);
    setIsCopied(true);
  };
  return (
    <>
      {isScheduled ? (
        <p>
          {isFirst ? "It goes live" : "The changes go live"} on {whenOf(success.at)} at{" "}
          <span className="address">
            <b>{address}</b>
          </span>
          . Readers find nothing new until then.
        </p>
      ) : (
        <p className="published-address">
          <a href={`/${success.slug}`} target="_blank" rel="noreferrer">
            {address}
            <ArrowUpRight aria-hidden />
          </a>
        </p>
      )}
      <output className="for-ears">{isCopied && "Address copied"}</output>
      {undo.error !== null && <Refused error={undo.error} />}
      <footer className="dialog-foot">
        <button
          type="button"
          className="button"
          disabled={undo.isPending}
          onClick={() => undo.mutate({ id })}
        >
          {isScheduled ? "Undo (unschedule)" : isFirst ? "Undo (unpublish)" : "Unpublish"}
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
