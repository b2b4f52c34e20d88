import { type KeyboardEvent, useState } from "react";

import { decorative, isDecorative, type WrittenPicture } from "./pictures.ts";

interface PictureCardProps {
  picture: WrittenPicture;
  isReadOnly: boolean;
  onDescribe: (alt: string) => void;
  /** Called when the writer is done and goes back to the text. */
  onLeave: () => void;
}

/** A picture of the text, and what it says to people who cannot see it. */
export function PictureCard({ picture, isReadOnly, onDescribe, onLeave }: PictureCardProps) {
  const { url, alt, caption } = picture;
  return (
    <figure className="picture-block">
      <div className="picture-block-frame">
        <img src={url} alt="" draggable={false} />
        {alt === "" && <span className="badge">No description</span>}
      </div>
      {caption !== "" && <figcaption dir="auto">{caption}</figcaption>}
      {!isReadOnly && (
        <div className="picture-block-facts">
          {/* Another alt is another field: words typed in the text replace what was here. */}
          <AltField key={alt} alt={alt} onDescribe={onDescribe} onLeave={onLeave} />
          <label className="picture-block-choice">
            <input
              type="checkbox"
              checked={isDecorative(alt)}
              onChange={({ target }) => onDescribe(target.checked ? decorative : "")}
            />
            Decorative
          </label>
        </div>
      )}
    </figure>
  );
}

function AltField({
  alt,
  ...on
}: Pick<PictureCardProps, "onDescribe" | "onLeave"> & { alt: string }) {
  const [typed, setTyped] = useState(alt.trim());
  const finish = () => {
    if (typed.trim() !== alt.trim()) on.onDescribe(typed.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    on.onLeave(); // leaving the field finishes it
  };
  return (
    <label className="picture-block-alt">
      <span>Describe the picture for people who cannot see it</span>
      <input
        value={typed}
        maxLength={500}
        disabled={isDecorative(alt)}
        placeholder={isDecorative(alt) ? "Nothing is said about it" : ""}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
