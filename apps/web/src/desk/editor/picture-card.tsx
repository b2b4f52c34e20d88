import { type KeyboardEvent, useState } from "react";

interface PictureCardProps {
  url: string;
  alt: string;
  onDescribe: (alt: string) => void;
  /** Called when the writer is done and goes back to the text. */
  onLeave: () => void;
}

/** A picture of the text, and what it says to people who cannot see it. */
export function PictureCard({ url, alt, onDescribe, onLeave }: PictureCardProps) {
  return (
    <div className="picture-card">
      <div className="picture-card-thumb">
        <img src={url} alt="" />
      </div>
      <div className="picture-card-facts">
        {/* Another alt is another field: words typed in the text replace what was here. */}
        <AltField key={alt} alt={alt} onDescribe={onDescribe} onLeave={onLeave} />
      </div>
      {alt === "" && <span className="badge">No description</span>}
    </div>
  );
}

function AltField({ alt, onDescribe, onLeave }: Omit<PictureCardProps, "url">) {
  const [typed, setTyped] = useState(alt);
  const finish = () => {
    if (typed.trim() !== alt) onDescribe(typed.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onLeave(); // leaving the field finishes it
  };
  return (
    <label>
      <span>Describe the picture for people who cannot see it</span>
      <input
        value={typed}
        maxLength={500}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
