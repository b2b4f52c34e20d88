import type { DraftView, PostId, RevisionItem } from "@quoin/model";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { lazy, type RefObject, Suspense, useId, useState } from "react";

import { Field } from "../components/field.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { queries, quoin, trpc } from "../lib/trpc.ts";
import { NameDialog } from "./name-dialog.tsx";
import { lineOf } from "./reasons.ts";
import { RestoreDialog } from "./restore-dialog.tsx";

const Changes = lazy(async () => {
  const { Changes: component } = await import("./changes.tsx");
  return { default: component };
});

interface ComparisonProps {
  draft: DraftView;
  items: readonly RevisionItem[];
  /** The version that is looked at. */
  version: number;
  /** The one beside it; null for the draft. */
  against: number | null;
  /** Where reading goes on once a version is chosen from the list. */
  headingRef: RefObject<HTMLHeadingElement | null>;
  /** Called when the draft or a version is another than it was. */
  onChanged: () => void;
}

/** Two versions of a post, the older first: what changed, and what can be done with the chosen one. */
export function Comparison({ draft, items, version, against, ...rest }: ComparisonProps) {
  const { headingRef, onChanged } = rest;
  const { id } = draft;
  const one = useText(draft, version);
  const other = useText(draft, against);
  const isBefore = against === null || version <= against;
  const [before, after] = isBefore ? [one, other] : [other, one];
  const error = one.error ?? other.error;
  const [from, to] = isBefore ? [version, against] : [against, version];
  return (
    <section className="comparison" aria-labelledby="comparison">
      <p className="history-all">
        <Link to="/posts/$id/history" params={{ id }} search={{}}>
          <ArrowLeft aria-hidden /> All versions
        </Link>
      </p>
      <h2 id="comparison" ref={headingRef} tabIndex={-1}>
        From {nameOf(from)} to {nameOf(to)}
      </h2>
      <Choice id={id} items={items} version={version} against={against} />
      <Verbs
        draft={draft}
        item={items.find(({ number }) => number === version)}
        version={version}
        onChanged={onChanged}
      />
      {error !== null && (
        <Trouble
          what="The versions could not be loaded."
          error={error}
          onRetry={() => {
            one.retry();
            other.retry();
          }}
        />
      )}
      {before.text && after.text ? (
        <Suspense fallback={<SkeletonRows count={3} />}>
          <Changes key={`${from} ${to}`} before={before.text} after={after.text} />
        </Suspense>
      ) : (
        error === null && <SkeletonRows count={3} />
      )}
    </section>
  );
}

const nameOf = (number: number | null) => (number === null ? "now" : `version ${number}`);

/** The words of a version, or of the draft. Those of a version never change. */
function useText(draft: DraftView, number: number | null) {
  const kept = trpc.revision.read.useQuery(
    { id: draft.id, revision: number ?? 1 },
    { enabled: number !== null, staleTime: Infinity },
  );
  const text = number === null ? draft.text : kept.data?.text;
  return {
    text,
    error: number === null ? null : kept.error,
    retry: () => void (kept.isError && kept.refetch()),
  };
}

interface ChoiceProps {
  id: PostId;
  items: readonly RevisionItem[];
  version: number;
  against: number | null;
}

/** Which two. The list beside it chooses the first of them too. */
function Choice({ id, items, version, against }: ChoiceProps) {
  const navigate = useNavigate();
  const go = (search: { version: number; against?: number }) =>
    void navigate({ to: "/posts/$id/history", params: { id }, search, replace: true });
  const options = [version, against]
    .filter((number) => number !== null)
    .filter((number) => items.every((item) => item.number !== number))
    .map((number) => ({ number, line: `Version ${number}` }))
    .concat(items.map((item) => ({ number: item.number, line: lineOf(item) })))
    .map(({ number, line }) => (
      <option key={number} value={number}>
        {line}
      </option>
    ));
  return (
    <div className="comparison-choice">
      <Field label="Compare">
        <select
          value={version}
          onChange={({ target }) =>
            go({ version: Number(target.value), ...(against === null ? {} : { against }) })
          }
        >
          {options}
        </select>
      </Field>
      <Field label="with">
        <select
          value={against ?? ""}
          onChange={({ target }) =>
            go({ version, ...(target.value === "" ? {} : { against: Number(target.value) }) })
          }
        >
          <option value="">Now: the draft</option>
          {options}
        </select>
      </Field>
    </div>
  );
}

interface VerbsProps extends Pick<ComparisonProps, "draft" | "version" | "onChanged"> {
  /** Absent when the list has not come to it. */
  item: RevisionItem | undefined;
}

/** What can be done with a version: bring it back, and call it something. */
function Verbs({ draft, item, version, onChanged }: VerbsProps) {
  const { id, state } = draft;
  const [open, setOpen] = useState<"restore" | "name" | null>(null);
  const why = useId();
  const isNow = item?.isDraft === true;
  const rename = async (name: string) => {
    await quoin.revision.rename.mutate({ id, revision: version, name });
    void queries.revision.invalidate();
    return null;
  };
  return (
    <>
      <p className="field-actions comparison-verbs">
        {state === "trashed" ? (
          <span className="field-hint">
            This post is in the trash. Recover it to restore a version.
          </span>
        ) : (
          <button
            type="button"
            className="button"
            aria-disabled={isNow}
            aria-describedby={isNow ? why : undefined}
            onClick={() => !isNow && setOpen("restore")}
          >
            Restore version {version}…
          </button>
        )}
        <button type="button" className="button" onClick={() => setOpen("name")}>
          {item?.name == null ? "Name it…" : "Rename it…"}
        </button>
        {isNow && (
          <span id={why} className="field-hint">
            The draft has these words already.
          </span>
        )}
      </p>
      <RestoreDialog
        isOpen={open === "restore"}
        onClose={() => setOpen(null)}
        id={id}
        revision={version}
        version={draft.version}
        isPublic={state === "live" || state === "changed"}
        onChanged={onChanged}
      />
      <NameDialog
        isOpen={open === "name"}
        onClose={() => setOpen(null)}
        title={`Name version ${version}`}
        description="A name helps to find it again. Its words stay as they are."
        first={item?.name ?? ""}
        onName={rename}
      />
    </>
  );
}
