import { Field } from "./field.tsx";

interface TypedConfirmationProps {
  /** What has to be typed, letter by letter. */
  expected: string;
  value: string;
  onChange: (value: string) => void;
}

/** Asks for a name in full before something that cannot be taken back. */
export function TypedConfirmation({ expected, value, onChange }: TypedConfirmationProps) {
  return (
    <Field
      label={
        <>
          Type <b>{expected}</b> to confirm
        </>
      }
    >
      <input
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
