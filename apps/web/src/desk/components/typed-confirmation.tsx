import { useId } from "react";

interface TypedConfirmationProps {
  /** What has to be typed, letter by letter. */
  expected: string;
  value: string;
  onChange: (value: string) => void;
}

/** Asks for a name in full before something that cannot be taken back. */
export function TypedConfirmation({ expected, value, onChange }: TypedConfirmationProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        Type <b>{expected}</b> to confirm
      </label>
      <input
        id={id}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
