import { type DraftText, maxLengths } from "@quoin/model";
import { slugOf } from "@quoin/model";
import { useId, useState } from "react";

import { Problem } from "../../components/field.tsx";
import { slugAhead, slugProblem, slugTyped } from "./address.ts";

interface AddressFieldProps {
  text: Pick<DraftText, "slug" | "title">;
  /** The public address now, or null. */
  live: string | null;
  onSlug: (slug: string | null) => void;
  /** The address it will have, where that is known better than by its title. */
  ahead?: string;
  /** Why the address was refused, and one to use instead. */
  refusal?: { words: string; instead: string | null } | null;
}

/** Where the post will be: the last part of its address, and the whole of it as it will read. */
export function AddressField({ text, live, onSlug, refusal = null, ...known }: AddressFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [input, hint] = [useId(), useId()];
  const ahead = known.ahead ?? slugAhead(text, live);
  const problem = refusal?.words ?? slugProblem(ahead);
  const change = (value: string) => {
    const slug = slugTyped(value);
    setTyped(slug);
    // An empty field asks for what Quoin would choose.
    onSlug(slugOf(slug) || null);
  };
  return (
    <div className="field">
      <label htmlFor={input}>Address</label>
      <input
        id={input}
        value={typed ?? ahead}
        maxLength={maxLengths.slug}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={hint}
        aria-invalid={problem !== null}
        onChange={(event) => change(event.target.value)}
        onBlur={() => setTyped(null)}
      />
      <p id={hint} className="field-hint">
        <span className="address">
          {location.host}/<b>{ahead || "…"}</b>
        </span>
        {live !== null && live !== ahead && (
          <span>From the next publication on. The old address will lead to the new one.</span>
        )}
        <Problem words={problem} />
      </p>
      {refusal?.instead && (
        <button type="button" className="button" onClick={() => change(refusal.instead ?? "")}>
          Use {refusal.instead}
        </button>
      )}
    </div>
  );
}
