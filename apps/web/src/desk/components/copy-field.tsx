import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";

/** A text to take along, with a button that copies it; where that is forbidden it is selected. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"waiting" | "copied" | "selected">("waiting");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setState("copied");
    } catch {
      field.current?.select();
      setState("selected");
    }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-field">
        <input
          id={id}
          ref={field}
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="button" onClick={() => void copy()}>
          {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />} Copy
        </button>
      </div>
      <output className="field-hint">
        {state === "copied" && "Copied"}
        {state === "selected" && "Selected: copy it with the keyboard"}
      </output>
    </div>
  );
}
