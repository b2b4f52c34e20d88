import type { DraftView, PublishOutcome } from "@quoin/model";
import { useState } from "react";

import { Dialog } from "../../components/dialog.tsx";
import type { PictureUploads } from "../../pictures/picture-uploads.ts";
import type { Autosaver } from "../saving/autosaver.ts";
import { PublishForm } from "./publish-form.tsx";
import { Published } from "./published.tsx";

/** What a publication came to, when nothing was in its way. */
export type Success = Exclude<PublishOutcome, { outcome: "conflict" }>;

/** A place in the post: a part of the page, its two texts, or a position in its text. */
export type PostPlace = "title" | "uploads" | "conflict" | { at: number };

interface PublishDialogProps {
  isOpen: boolean;
  onClose: () => void;
  post: DraftView;
  saver: Autosaver;
  uploads: PictureUploads;
  /** Takes the writer to what is to be mended. */
  onShow: (what: PostPlace) => void;
}

/** The last look before readers see it: where and when it will be, what is missing, one button. */
export function PublishDialog({ isOpen, onClose, ...rest }: PublishDialogProps) {
  const [done, setDone] = useState<{ success: Success; isFirst: boolean } | null>(null);
  const close = () => {
    onClose();
    setDone(null);
  };
  const isFirst = rest.post.state === "draft";
  const question = isFirst ? `Publish this ${rest.post.kind}` : "Publish changes";
  const answer = done?.success.outcome === "scheduled" ? "It is scheduled" : "It is live";
  return (
    <Dialog isOpen={isOpen} onClose={close} title={done === null ? question : answer}>
      {done === null ? (
        <PublishForm
          {...rest}
          isFirst={isFirst}
          onClose={close}
          onDone={(success) => setDone({ success, isFirst })}
        />
      ) : (
        <Published id={rest.post.id} {...done} onDone={close} />
      )}
    </Dialog>
  );
}
