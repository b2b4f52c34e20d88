import { Autocomplete } from "@base-ui/react/autocomplete";
import type { BaseUIEvent } from "@base-ui/react/types";
import { cutAt, keepableOf, slugOf, type TagItem, textLimits } from "@quoin/model";
import { keepPreviousData } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from "react";

import { Problem } from "../../components/field.tsx";
import { useHalfTyped } from "../../lib/half-typed.ts";
import { trpc } from "../../lib/trpc.ts";

const mostOffered = 8;

interface TagsFieldProps {
  tags: readonly string[];
  /** Why they are not saved as they are. */
  problem?: string | undefined;
  onTags: (tags: string[]) => void;
}

/**
 * Tags as chips, with the site's own offered while typing. A comma or Enter makes one of what was
 * typed; Backspace in the empty field takes the last.
 */
export function TagsField({ tags, problem, onTags }: TagsFieldProps) {
  const [typed, setTyped] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const highlighted = useRef(false);
  const place = useRef<HTMLDivElement>(null);
  const [label, input, hint] = [useId(), useId(), useId()];
  const offered = useOffered(typed, tags);
  const isFull = tags.length >= textLimits.tags;

  const add = (text: string) => {
    const known = new Set(tags.map(asTyped));
    const fresh = text
      .split(",")
      .map((tag) => cutAt(keepableOf(tag).trim(), textLimits.tag).trim())
      .filter((tag) => tag !== "" && !known.has(asTyped(tag)) && known.add(asTyped(tag)));
    if (fresh.length > 0) onTags([...tags, ...fresh].slice(0, textLimits.tags));
    setTyped("");
  };
  useHalfTyped({
    isThere: () => typed.trim() !== "",
    async finish() {
      add(typed);
      return true;
    },
  });
  const onKeyDown = (event: BaseUIEvent<KeyboardEvent>) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing && !highlighted.current) {
      event.preventDefault();
      add(typed);
    }
    if (event.key === "Backspace" && typed === "") onTags(tags.slice(0, -1));
    // With nothing offered, Escape is not the field's: it closes the panel.
    if (event.key === "Escape" && !isOpen) event.preventBaseUIHandler();
  };

  return (
    <div className="field" ref={place}>
      <label id={label} htmlFor={input}>
        Tags
      </label>
      <Autocomplete.Root
        mode="none"
        items={offered}
        itemToStringValue={(tag) => tag.name}
        value={typed}
        open={isOpen && offered.length > 0}
        onOpenChange={setIsOpen}
        onValueChange={(text, { reason }) => {
          if (reason === "item-press" || text.includes(",")) add(text);
          else setTyped(text);
        }}
        onItemHighlighted={(item) => (highlighted.current = item !== undefined)}
      >
        <div className="tag-box">
          {tags.map((tag) => (
            <Chip key={tag} tag={tag} onGone={() => onTags(tags.filter((one) => one !== tag))} />
          ))}
          <Autocomplete.Input
            id={input}
            aria-labelledby={label}
            aria-describedby={hint}
            aria-invalid={problem !== undefined}
            disabled={isFull}
            maxLength={2 * textLimits.tag}
            onKeyDown={onKeyDown}
            onBlur={() => add(typed)}
          />
        </div>
        <Autocomplete.Portal container={place}>
          <Autocomplete.Positioner className="menu-place" sideOffset={6} align="start">
            <Autocomplete.Popup className="menu offers">
              <Autocomplete.List aria-label="Tags of this site">
                {(tag: TagItem) => (
                  <Autocomplete.Item key={tag.slug} value={tag} className="menu-item">
                    <span>{tag.name}</span>
                    <small>{postsOf(tag.count)}</small>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
      <p id={hint} className="field-hint">
        {isFull
          ? "Twenty tags are the most a post can have."
          : "Press Enter or comma after each. Tags of this site are offered as you type."}
        <Problem words={problem} />
      </p>
    </div>
  );
}

function Chip({ tag, onGone }: { tag: string; onGone: () => void }) {
  return (
    <span className="tag">
      {tag}
      <button type="button" aria-label={`Remove ${tag}`} onClick={onGone}>
        <X aria-hidden />
      </button>
    </span>
  );
}

/** Tags of the site that begin like what is typed and are not on the post yet. */
function useOffered(typed: string, tags: readonly string[]): TagItem[] {
  const begins = useDeferredValue(typed.trim());
  const found = trpc.tag.list.useQuery(
    { begins, limit: mostOffered + textLimits.tags },
    { enabled: begins !== "", placeholderData: keepPreviousData, staleTime: 60_000 },
  );
  if (typed.trim() === "") return [];
  const had = new Set(tags.map(slugOf));
  return (found.data?.items ?? []).filter(({ slug }) => !had.has(slug)).slice(0, mostOffered);
}

const postsOf = (count: number): string => (count === 1 ? "1 post" : `${count} posts`);
const asTyped = (tag: string): string => tag.toLowerCase();
