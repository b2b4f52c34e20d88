import type { MediaId } from "@quoin/model";
import { ImagePlus } from "lucide-react";
import { type ReactNode, useRef, useState, useSyncExternalStore } from "react";

import { type PictureUploads, pictureTypes } from "./picture-uploads.ts";
import { UploadCard } from "./upload-card.tsx";

interface PictureChooserProps {
  picture: MediaId | null;
  uploads: PictureUploads;
  /** What the file is chosen as: "Choose a cover picture". */
  label: string;
  /** What the button says while there is no picture. */
  first: string;
  isDisabled?: boolean;
  onPicture: (picture: MediaId | null) => void;
  /** What became of the last choice, beside the buttons. */
  news?: ReactNode;
  /** What stands here unless a picture is on its way. */
  children?: ReactNode;
}

/** Chooses a picture from a file, another in its place, or none. */
export function PictureChooser({ picture, uploads, onPicture, ...looks }: PictureChooserProps) {
  const { label, first, isDisabled = false, news, children } = looks;
  const chooser = useRef<HTMLInputElement>(null);
  const [uploadId, setUploadId] = useState<string | null>(null);
  const upload = useSyncExternalStore(uploads.subscribe, uploads.snapshot).get(uploadId ?? "");

  const start = (file: File | undefined) => {
    if (file) setUploadId(uploads.start(file, (media) => onPicture(media.id)));
  };
  return (
    <>
      {upload ? (
        <UploadCard id={upload.id} uploads={uploads} onGone={() => setUploadId(null)} />
      ) : (
        <>
          {children}
          <div className="field-actions">
            <button
              type="button"
              className="button"
              disabled={isDisabled}
              onClick={() => chooser.current?.click()}
            >
              <ImagePlus aria-hidden /> {picture === null ? first : "Choose another"}
            </button>
            {picture !== null && (
              <button
                type="button"
                className="button"
                disabled={isDisabled}
                onClick={() => onPicture(null)}
              >
                Remove
              </button>
            )}
            {news}
          </div>
        </>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={label}
        accept={pictureTypes.join(",")}
        onChange={({ target }) => {
          start(target.files?.[0]);
          target.value = "";
        }}
      />
    </>
  );
}
