import { cloneElement, type ReactElement, type ReactNode, useId } from "react";

interface Control {
  id?: string;
  "aria-describedby"?: string;
}

interface FieldProps {
  label: ReactNode;
  /** What helps to fill it in, or why it cannot stay as it is (`Problem`). */
  hint?: ReactNode;
  /** One input, select or textarea. It is tied to its words here. */
  children: ReactElement<Control>;
}

/** Something to fill in, with its name above and what is to be said of it below. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const hasHint = hint !== undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, ...(hasHint ? { "aria-describedby": hintId } : {}) })}
      {hasHint && (
        <p id={hintId} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Why a field cannot be saved as it is; nothing while it can. */
export function Problem({ words }: { words: string | null | undefined }) {
  if (words === undefined || words === null) return null;
  return (
    <span className="field-problem" role="alert">
      {words}
    </span>
  );
}
