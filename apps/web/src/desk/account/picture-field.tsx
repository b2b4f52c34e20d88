import type { Me, MediaId } from "@quoin/model";
import { ImagePlus } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import { Refused } from "../components/refused.tsx";
import { PictureUploads, pictureTypes } from "../editor/picture-uploads.ts";
import { UploadCard } from "../editor/upload-card.tsx";
import { queries, quoin, trpc } from "../lib/trpc.ts";

/** What I look like to readers. It counts as soon as it has arrived. */
export function PictureField({ me: { avatar } }: { me: Me }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [uploads] = useState(() => new PictureUploads(quoin));
  const [uploadId, setUploadId] = useState<string | null>(null);
  const upload = useSyncExternalStore(uploads.subscribe, uploads.snapshot).get(uploadId ?? "");
  const update = trpc.person.updateMe.useMutation({
    onSuccess(person) {
      queries.session.mine.setData(undefined, (before) => before && { ...before, person });
    },
  });
  useEffect(() => () => uploads.close(), [uploads]);

  const show = (picture: MediaId | null) => update.mutate({ avatar: picture });
  const start = (file: File | undefined) => {
    if (file) setUploadId(uploads.start(file, (media) => show(media.id)));
  };
  return (
    <fieldset className="field face-field">
      <legend>Picture</legend>
      {avatar !== null && (
        <img className="face" src={`/media/${avatar}`} alt="You, as readers see you" />
      )}
      {upload ? (
        <UploadCard id={upload.id} uploads={uploads} onGone={() => setUploadId(null)} />
      ) : (
        <div className="field-actions">
          <button
            type="button"
            className="button"
            disabled={update.isPending}
            onClick={() => chooser.current?.click()}
          >
            <ImagePlus aria-hidden /> {avatar === null ? "Choose a picture" : "Choose another"}
          </button>
          {avatar !== null && (
            <button
              type="button"
              className="button"
              disabled={update.isPending}
              onClick={() => show(null)}
            >
              Remove
            </button>
          )}
          <output>{update.isSuccess ? "Saved" : ""}</output>
        </div>
      )}
      {update.isError && <Refused error={update.error} />}
      <p className="field-hint">Round, beside your posts and on your page. Its middle is shown.</p>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="Choose a picture of you"
        accept={pictureTypes.join(",")}
        onChange={({ target }) => {
          start(target.files?.[0]);
          target.value = "";
        }}
      />
    </fieldset>
  );
}
