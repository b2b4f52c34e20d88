import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";

const mostTags = 20;

interface TagsFieldProps {
  tags: readonly string[];
  onTags: (tags: string[]) => void;
}

/** Tags as chips. A comma or Enter makes one; Backspace in the empty field takes the last. */
export function TagsField({ tags, onTags }: TagsFieldProps) {
  const [typed, setTyped] = useState("");
  const [input, hint] = [useId(), useId()];
  const isFull = tags.length >= mostTags;

  const add = (text: string) => {
    const known = new Set(tags.map((tag) => tag.toLowerCase()));
    const fresh = text
      .split(",")
      .map((tag) => tag.trim().slice(0, 60))
      .filter((tag) => tag !== "" && !known.has(tag.toLowerCase()) && known.add(tag.toLowerCase()));
    if (fresh.length > 0) onTags([...tags, ...fresh].slice(0, mostTags));
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      add(typed);
    }
    if (event.key === "Backspace" && typed === "") onTags(tags.slice(0, -1));
  };

  return (
    <div className="field">
      <label htmlFor={input}>Tags</label>
      <div className="tag-box">
        {tags.map((tag) => (
          <span key={tag} className="tag">
            {tag}
            <button
              type="button"
              aria-label={`Remove ${tag}`}
              onClick={() => onTags(tags.filter((other) => other !== tag))}
            >
              <X aria-hidden />
            </button>
          </span>
        ))}
        <input
          id={input}
          value={typed}
          disabled={isFull}
          maxLength={120}
          aria-describedby={hint}
          onChange={({ target }) =>
            target.value.includes(",") ? add(target.value) : setTyped(target.value)
          }
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
        />
      </div>
      <p id={hint} className="field-hint">
        {isFull ? "Twenty tags are the most a post can have." : "Press Enter or comma after each."}
      </p>
    </div>
  );
}
