import type { MediaId } from "@quoin/model";
import { ImagePlus } from "lucide-react";
import { useRef, useState, useSyncExternalStore } from "react";

import { type PictureUploads, pictureTypes } from "./picture-uploads.ts";
import { UploadCard } from "./upload-card.tsx";

interface CoverFieldProps {
  cover: MediaId | null;
  uploads: PictureUploads;
  onCover: (cover: MediaId | null) => void;
}

/** The picture that stands for the post in lists and when it is shared. */
export function CoverField({ cover, uploads, onCover }: CoverFieldProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [uploadId, setUploadId] = useState<string | null>(null);
  const upload = useSyncExternalStore(uploads.subscribe, uploads.snapshot).get(uploadId ?? "");

  const start = (file: File | undefined) => {
    if (file) setUploadId(uploads.start(file, (media) => onCover(media.id)));
  };
  return (
    <fieldset className="field">
      <legend>Cover picture</legend>
      {upload ? (
        <UploadCard id={upload.id} uploads={uploads} onGone={() => setUploadId(null)} />
      ) : (
        cover !== null && <img className="cover-now" src={`/media/${cover}`} alt="The cover now" />
      )}
      {upload === undefined && (
        <div className="field-actions">
          <button type="button" className="button" onClick={() => chooser.current?.click()}>
            <ImagePlus aria-hidden /> {cover === null ? "Choose a cover" : "Choose another"}
          </button>
          {cover !== null && (
            <button type="button" className="button" onClick={() => onCover(null)}>
              Remove
            </button>
          )}
        </div>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label="Choose a cover picture"
        accept={pictureTypes.join(",")}
        onChange={({ target }) => {
          start(target.files?.[0]);
          target.value = "";
        }}
      />
    </fieldset>
  );
}
