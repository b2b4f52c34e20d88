import { type KeyboardEvent, useState } from "react";

import { decorative, isDecorative, type WrittenPicture } from "../pictures.ts";

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
          <AltField alt={alt} onDescribe={onDescribe} onLeave={onLeave} />
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
  /** What is in the field while somebody writes there, spaces and all. */
  const [typed, setTyped] = useState<string | null>(null);
  const describe = (words: string) => {
    if (words.trim() !== alt.trim()) on.onDescribe(words.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    on.onLeave();
  };
  return (
    <label className="picture-block-alt">
      <span>Describe the picture for people who cannot see it</span>
      <input
        value={typed ?? alt.trim()}
        maxLength={500}
        disabled={isDecorative(alt)}
        placeholder={isDecorative(alt) ? "Nothing is said about it" : ""}
        // At once, as in the text itself: the page may be gone before the field is left.
        onChange={({ target }) => {
          setTyped(target.value);
          describe(target.value);
        }}
        onBlur={() => {
          describe(typed ?? alt);
          setTyped(null);
        }}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
