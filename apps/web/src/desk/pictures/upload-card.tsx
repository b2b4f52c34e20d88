import { ImageOff, RotateCw, X } from "lucide-react";
import { useSyncExternalStore } from "react";

import type { PictureUpload, PictureUploads } from "./picture-uploads.ts";
import { sizeOf } from "./sizes.ts";

interface UploadCardProps {
  id: string;
  uploads: PictureUploads;
  /** Called after a cancel, once nothing is left of the upload. */
  onGone: () => void;
}

/** A picture that is not in the text yet: what it looks like, how far it is, and a way out. */
export function UploadCard({ id, uploads, onGone }: UploadCardProps) {
  const upload = useSyncExternalStore(uploads.subscribe, uploads.snapshot).get(id);
  if (upload === undefined) return <div className="picture-card" />;
  const cancel = () => {
    uploads.cancel(id);
    onGone();
  };
  const failed = upload.state === "failed";
  return (
    <div className="picture-card" data-failed={failed || undefined}>
      <div className="picture-card-thumb">
        <ImageOff aria-hidden />
        {upload.previewUrl !== "" && (
          // A file the browser cannot show leaves the sign behind it to be seen.
          <img
            src={upload.previewUrl}
            alt=""
            onError={({ currentTarget }) => void (currentTarget.hidden = true)}
          />
        )}
      </div>
      <div className="picture-card-facts">
        <p className="picture-card-name">
          <bdi>{upload.name}</bdi> <small>{sizeOf(upload.bytes)}</small>
        </p>
        {failed ? <p role="alert">{upload.reason}</p> : <UploadProgress upload={upload} />}
      </div>
      <div className="picture-card-actions">
        {failed && upload.canRetry && (
          <button type="button" className="quiet" onClick={() => uploads.retry(id)}>
            <RotateCw aria-hidden /> Retry
          </button>
        )}
        <button
          type="button"
          className="icon"
          aria-label={`${failed ? "Dismiss" : "Cancel"} ${upload.name}`}
          onClick={cancel}
        >
          <X aria-hidden />
        </button>
      </div>
    </div>
  );
}

function UploadProgress({ upload }: { upload: PictureUpload }) {
  const percent = Math.floor(upload.progress * 100);
  return (
    <div className="picture-card-progress">
      <progress aria-label={`Uploading ${upload.name}`} max={100} value={percent} />
      <span>{stateWords(upload, percent)}</span>
    </div>
  );
}

function stateWords({ state }: PictureUpload, percent: number): string {
  if (state === "queued") return "Waiting its turn";
  return state === "processing" ? "Processing…" : `${percent} %`;
}
