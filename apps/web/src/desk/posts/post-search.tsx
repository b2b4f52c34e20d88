import { maxLengths } from "@quoin/model";
import { Search, X } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";

import { useSettled } from "../lib/use-settled.ts";

interface PostSearchProps {
  /** What is searched for now, as the address has it. */
  query: string;
  /** Called with what was typed, once there is a pause. */
  onQuery: (query: string) => void;
}

/** A field that finds posts by their title while it is typed. */
export function PostSearch({ query, onQuery }: PostSearchProps) {
  const [typed, setTyped] = useState(query);
  const [last, setLast] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  // The address changed by other means: a link, the way back.
  if (last !== query) {
    setLast(query);
    if (query !== typed.trim()) setTyped(query);
  }
  const settled = useSettled(typed);
  const search = useEffectEvent((wanted: string) => {
    if (wanted === typed && wanted.trim() !== query) onQuery(wanted.trim());
  });
  useEffect(() => search(settled), [settled]);

  const clear = () => {
    setTyped("");
    onQuery("");
    field.current?.focus();
  };
  return (
    <search className="post-search">
      <Search aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label="Search posts by title"
        placeholder="Search by title"
        maxLength={maxLengths.query}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onQuery(typed.trim());
          if (event.key === "Escape" && typed !== "") clear();
        }}
      />
      {typed !== "" && (
        <button type="button" className="icon" aria-label="Clear the search" onClick={clear}>
          <X aria-hidden />
        </button>
      )}
    </search>
  );
}
