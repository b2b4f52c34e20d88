import { textLimits } from "@quoin/model";
import type { KeyboardEvent, RefObject } from "react";

import { Problem } from "../components/field.tsx";

interface TitleFieldProps {
  ref: RefObject<HTMLTextAreaElement | null>;
  title: string;
  /** Why it is not saved as it is. */
  problem: string | undefined;
  isReadOnly: boolean;
  onTitle: (title: string) => void;
  /** Called when Enter or the arrow below leads to the text. */
  onLeave: () => void;
}

/** The title, as large as readers see it and as tall as it needs to be. */
export function TitleField({ ref, title, problem, isReadOnly, onTitle, onLeave }: TitleFieldProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const isAtEnd = event.currentTarget.selectionStart === title.length;
    if (event.nativeEvent.isComposing) return;
    if (event.key !== "Enter" && !(event.key === "ArrowDown" && isAtEnd)) return;
    event.preventDefault();
    onLeave();
  };
  return (
    <>
      {/* The copy of the text in `data-text` makes the box grow where `field-sizing` does not. */}
      <div className="write-title" data-text={title}>
        <textarea
          ref={ref}
          aria-label="Title"
          placeholder="Title"
          rows={1}
          maxLength={textLimits.title}
          aria-invalid={problem !== undefined}
          readOnly={isReadOnly}
          value={title}
          onChange={(event) => onTitle(event.target.value.replaceAll(/\s*\n\s*/g, " "))}
          onKeyDown={onKeyDown}
        />
      </div>
      <Problem words={problem} />
    </>
  );
}
