import {
  type DraftView,
  isWebAddress,
  type PostFacts,
  type PostKind,
  maxLengths,
} from "@quoin/model";
import { useId, useState } from "react";

import { useHalfTyped } from "../../lib/half-typed.ts";
import { messageOf } from "../../lib/refusals.ts";
import { useUpdatePost } from "../../posts/post-verbs.ts";

interface FactProps {
  post: PostFacts;
}

/** Whether the post is among what the front page shows first. */
export function FeaturedField({ post }: FactProps) {
  const update = useUpdatePost();
  const hint = useId();
  const shown = (update.isPending ? update.variables.featured : undefined) ?? post.featured;
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={shown}
          disabled={post.kind === "page"}
          aria-describedby={hint}
          onChange={({ target }) => update.mutate({ id: post.id, featured: target.checked })}
        />
        Featured
      </label>
      <p id={hint} className="field-hint">
        {post.kind === "page"
          ? "Only posts can be featured."
          : "The front page shows the three newest featured posts first."}
      </p>
      <Outcome of={update} />
    </div>
  );
}

const kinds: { kind: PostKind; label: string; hint: string }[] = [
  { kind: "post", label: "Post", hint: "In lists and feeds, with its writer and its day." },
  { kind: "page", label: "Page", hint: "At its address only: in no list, no feed, under no tag." },
];

/** Whether it is a post or a page. */
export function KindField({ post }: FactProps) {
  const update = useUpdatePost();
  const name = useId();
  const shown = (update.isPending ? update.variables.kind : undefined) ?? post.kind;
  return (
    <fieldset className="field">
      <legend>Post or page</legend>
      {kinds.map(({ kind, label, hint }) => (
        <label key={kind} className="check">
          <input
            type="radio"
            name={name}
            checked={shown === kind}
            onChange={() => update.mutate({ id: post.id, kind })}
          />
          <span>
            {label}
            <span className="field-hint">{hint}</span>
          </span>
        </label>
      ))}
      <Outcome of={update} />
    </fieldset>
  );
}

/** The canonical address while somebody types it: it outlives a closed panel. */
export function useCanonical({ id, canonicalUrl }: Pick<DraftView, "id" | "canonicalUrl">) {
  const update = useUpdatePost();
  const [typed, setTyped] = useState<string | null>(null);
  const stored = canonicalUrl ?? "";
  const wanted = (typed ?? stored).trim();
  const isWrong = wanted !== "" && !isWebAddress(wanted);

  const keep = async (): Promise<boolean> => {
    if (isWrong) return false;
    if (wanted !== stored) {
      const change = { id, canonicalUrl: wanted === "" ? null : wanted };
      const isKept = await update.mutateAsync(change).then(
        () => true,
        () => false, // said beside the field
      );
      if (!isKept) return false;
    }
    setTyped(null);
    return true;
  };
  useHalfTyped({ isThere: () => wanted !== stored, finish: keep });
  return { update, typed, stored, isWrong, setTyped, keep };
}

interface CanonicalFieldProps {
  canonical: ReturnType<typeof useCanonical>;
}

/** Where the text was first, when that was elsewhere. */
export function CanonicalField({ canonical }: CanonicalFieldProps) {
  const { update, typed, stored, isWrong, setTyped } = canonical;
  const [input, hint] = [useId(), useId()];
  const keep = () => void canonical.keep();
  return (
    <div className="field">
      <label htmlFor={input}>Canonical address</label>
      <input
        id={input}
        type="url"
        value={typed ?? stored}
        maxLength={maxLengths.webAddress}
        placeholder="https://"
        autoComplete="off"
        spellCheck={false}
        aria-describedby={hint}
        aria-invalid={isWrong}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={keep}
        onKeyDown={({ key }) => key === "Enter" && keep()}
      />
      <p id={hint} className="field-hint">
        <span>
          Only for a text that was elsewhere first: search engines are sent there. Readers stay
          here.
        </span>
        {isWrong && typed !== null && (
          <span className="field-problem">
            A whole address is needed, such as https://a.example/b.
          </span>
        )}
      </p>
      <Outcome of={update} />
    </div>
  );
}

type Update = ReturnType<typeof useUpdatePost>;

/** That a change is kept, or why it is not. */
function Outcome({ of: { isSuccess, error } }: { of: Pick<Update, "isSuccess" | "error"> }) {
  return (
    <>
      <output className="field-hint">{isSuccess && "Saved"}</output>
      {error !== null && (
        <p className="field-hint field-problem" role="alert">
          {messageOf(error)}
        </p>
      )}
    </>
  );
}
