import { refusalOf } from "@quoin/client";
import type { DraftView } from "@quoin/model";
import { useMutation } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";

import { Dialog } from "../components/dialog.tsx";
import { queries, quoin } from "../lib/trpc.ts";
import { wordsOf } from "../lib/words.ts";
import { AddressField } from "./address-field.tsx";
import { nextSlug, slugAhead } from "./address.ts";
import type { Autosaver } from "./autosaver.ts";
import type { PictureUploads } from "./picture-uploads.ts";
import { Published } from "./published.tsx";

interface PublishDialogProps {
  isOpen: boolean;
  onClose: () => void;
  post: DraftView;
  saver: Autosaver;
  uploads: PictureUploads;
  /** Takes the writer to what keeps the post from being published. */
  onShow: (what: "title" | "uploads") => void;
}

/** The last look before readers see it: where it will be, what is missing, one button. */
export function PublishDialog({ isOpen, onClose, ...rest }: PublishDialogProps) {
  const [slug, setSlug] = useState<string | null>(null);
  const close = () => {
    onClose();
    setSlug(null);
  };
  const isFirst = rest.post.publishedAt === null || rest.post.state === "draft";
  const title = slug !== null ? "It is live" : isFirst ? "Publish this post" : "Publish changes";
  return (
    <Dialog isOpen={isOpen} onClose={close} title={title}>
      {slug !== null ? (
        <Published id={rest.post.id} slug={slug} onDone={close} />
      ) : (
        <Question {...rest} onClose={close} onPublished={setSlug} />
      )}
    </Dialog>
  );
}

type QuestionProps = Omit<PublishDialogProps, "isOpen"> & { onPublished: (slug: string) => void };

const notSaved =
  "Your last words are not saved yet, so they cannot be published. Quoin keeps trying; so can you.";

function Question({ post, saver, uploads, onShow, onClose, onPublished }: QuestionProps) {
  const { text } = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const waiting = useSyncExternalStore(uploads.subscribe, uploads.snapshot).size;
  const publish = useMutation({
    async mutationFn() {
      // Readers must never get less than what is on screen.
      if (!(await saver.settle())) return { outcome: "unsaved" } as const;
      const { version } = saver.snapshot().stored;
      return quoin.post.publish.mutate({ id: post.id, version });
    },
    onSuccess(answer) {
      if (answer.outcome === "unsaved") return;
      if (answer.outcome === "conflict") {
        saver.happen({ type: "conflicted", version: answer.version, theirs: answer.theirs });
        onClose();
        return;
      }
      queries.draft.read.setData(
        { id: post.id },
        (before) =>
          before && {
            ...before,
            state: "live",
            slug: answer.slug,
            publishedAt: before.publishedAt ?? new Date().toISOString(),
          },
      );
      void queries.draft.list.invalidate();
      void queries.post.invalidate();
      onPublished(answer.slug);
    },
  });

  const code = refusalOf(publish.error)?.code;
  const isAboutAddress = code === "slug_taken" || code === "slug_reserved";
  const slug = slugAhead(text, post.slug);
  const isTitleMissing = text.title.trim() === "";
  const show = (what: "title" | "uploads") => {
    onClose();
    onShow(what);
  };
  return (
    <>
      <AddressField
        text={text}
        live={post.slug}
        refusal={isAboutAddress ? { words: wordsOf(publish.error), instead: nextSlug(slug) } : null}
        onSlug={(wanted) => {
          publish.reset();
          saver.type({ slug: wanted });
        }}
      />
      {isTitleMissing && (
        <p className="note">
          It has no title yet.{" "}
          <button type="button" className="link-button" onClick={() => show("title")}>
            Write one
          </button>
        </p>
      )}
      {waiting > 0 && (
        <p className="note">
          {waiting === 1 ? "A picture is" : `${waiting} pictures are`} not in the text yet.{" "}
          <button type="button" className="link-button" onClick={() => show("uploads")}>
            Show me
          </button>
        </p>
      )}
      {publish.error !== null && !isAboutAddress && (
        <p className="note problem" role="alert">
          {wordsOf(publish.error)}
        </p>
      )}
      {publish.data?.outcome === "unsaved" && (
        <p className="note problem" role="alert">
          {notSaved}
        </p>
      )}
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={onClose}>
          Not yet
        </button>
        <button
          type="button"
          className="button primary"
          disabled={isTitleMissing || waiting > 0 || publish.isPending}
          onClick={() => publish.mutate()}
        >
          {publish.isPending ? "Publishing…" : "Publish now"}
        </button>
      </footer>
    </>
  );
}
