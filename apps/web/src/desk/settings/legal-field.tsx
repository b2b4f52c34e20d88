import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";

import { Prose } from "../../parts/prose.tsx";
import { Problem } from "../components/field.tsx";
import { Loading } from "../components/loading.tsx";
import { quoin } from "../lib/trpc.ts";

interface LegalFieldProps {
  name: "privacy" | "terms";
  title: string;
  /** Null for Quoin's own words. */
  text: string | null;
  own: string;
  problem: string | undefined;
  onText: (text: string | null) => void;
}

/** One legal page: Quoin's words, or the owner's in Markdown, and a look at how they read. */
export function LegalField({ name, title, text, own, problem, onText }: LegalFieldProps) {
  const [field, hint] = [useId(), useId()];
  const [isLooking, setIsLooking] = useState(false);
  // What stood here before the default was taken, so that a slip costs nothing.
  const [former, setFormer] = useState<string | null>(null);
  const path = `/${name}`;
  return (
    <div className="field legal-field">
      {text === null ? <h3>{title}</h3> : <label htmlFor={field}>{title}</label>}
      {text === null && (
        <p className="field-hint">
          Quoin’s own words stand at {path}: what the software keeps and does, as it comes.
        </p>
      )}
      {text !== null && !isLooking && (
        <textarea
          id={field}
          rows={14}
          dir="auto"
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={hint}
          onChange={(event) => onText(event.target.value)}
        />
      )}
      {isLooking && <Look text={text ?? own} />}
      {text !== null && (
        <p id={hint} className="field-hint">
          <span>Markdown, at most 100 kB. Shown at {path}.</span>
          <Problem words={problem} />
        </p>
      )}
      <p className="field-actions">
        <button
          type="button"
          className="button"
          aria-label={isLooking ? `Close the preview of ${title}` : `Preview ${title}`}
          onClick={() => setIsLooking(!isLooking)}
        >
          {isLooking ? "Close the preview" : "Preview"}
        </button>
        {text === null ? (
          <button
            type="button"
            className="button"
            aria-label={`Write your own ${title}`}
            onClick={() => {
              setIsLooking(false);
              onText(former ?? own);
            }}
          >
            Write your own
          </button>
        ) : (
          <button
            type="button"
            className="button"
            aria-label={`Use Quoin’s default for ${title}`}
            onClick={() => {
              setFormer(text);
              onText(null);
            }}
          >
            Use Quoin’s default
          </button>
        )}
      </p>
    </div>
  );
}

/** Rendered by the server that will show it. */
function Look({ text }: { text: string }) {
  const look = useQuery({
    queryKey: ["legal-preview", text],
    queryFn: ({ signal }) => quoin.site.previewLegal.mutate({ text }, { signal }),
    gcTime: 0,
  });
  return (
    <div className="legal-look" aria-busy={look.isPending}>
      <Loading query={look} failed="The preview could not be made." rows={2} />
      {look.data && <Prose html={look.data.html} />}
    </div>
  );
}
