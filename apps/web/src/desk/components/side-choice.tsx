export type Side = "mine" | "theirs";

interface SideChoiceProps {
  label: string;
  /** What each says of it, in words. */
  mine: string;
  theirs: string;
  side: Side;
  onSide: (side: Side) => void;
}

/** Two people have given one thing another value: both, and one of them to choose. */
export function SideChoice({ label, side, onSide, ...words }: SideChoiceProps) {
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      {(["mine", "theirs"] as const).map((one) => (
        <label key={one}>
          <input type="radio" name={label} checked={side === one} onChange={() => onSide(one)} />
          <b>{one === "mine" ? "Mine" : "Theirs"}</b>
          <span className="choice-text">{words[one] || "(empty)"}</span>
        </label>
      ))}
    </fieldset>
  );
}
