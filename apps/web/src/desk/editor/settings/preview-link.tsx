import type { DraftView } from "@quoin/model";
import { Link2 } from "lucide-react";

import { CopyField } from "../../components/copy-field.tsx";
import { momentOf } from "../../lib/moments.ts";
import { messageOf } from "../../lib/refusals.ts";
import { queries, trpc } from "../../lib/trpc.ts";

/** Making and ending the private address of a draft. The address is known only where it was made. */
export function usePreviewLink({ id }: Pick<DraftView, "id">) {
  const noticed = (sharedUntil: string | null) =>
    queries.draft.read.setData({ id }, (before) => before && { ...before, sharedUntil });
  const share = trpc.draft.share.useMutation({ onSuccess: (link) => noticed(link.expiresAt) });
  const end = trpc.draft.unshare.useMutation({
    onSuccess() {
      share.reset();
      noticed(null);
    },
  });
  return {
    url: share.data?.url ?? null,
    error: share.error ?? end.error,
    isBusy: share.isPending || end.isPending,
    share: () => share.mutate({ id }),
    end: () => end.mutate({ id }),
  };
}

interface PreviewLinkProps {
  post: Pick<DraftView, "sharedUntil">;
  link: ReturnType<typeof usePreviewLink>;
}

/** A draft for somebody without an account: the address to pass on, when it ends, and ending it. */
export function PreviewLink({ post: { sharedUntil }, link }: PreviewLinkProps) {
  const isShared = sharedUntil !== null;
  return (
    <>
      <p className="field-hint">
        {isShared
          ? `Whoever has the link reads the draft as it is when they open it, until ${momentOf(sharedUntil)}.`
          : "A link for somebody without an account. They read the draft as it is when they open it, for seven days."}
      </p>
      {isShared && link.url !== null && <CopyField label="Preview link" value={link.url} />}
      {isShared && link.url === null && (
        <p className="field-hint">
          It was shown when it was made, and is kept nowhere. A new one takes its place.
        </p>
      )}
      <div className="field-actions">
        <button type="button" className="button" disabled={link.isBusy} onClick={link.share}>
          <Link2 aria-hidden /> {isShared ? "Make a new link" : "Share a preview"}
        </button>
        {isShared && (
          <button type="button" className="button" disabled={link.isBusy} onClick={link.end}>
            End it now
          </button>
        )}
      </div>
      {link.error !== null && (
        <p className="field-hint field-problem" role="alert">
          {messageOf(link.error)}
        </p>
      )}
    </>
  );
}
