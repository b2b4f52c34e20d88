import {
  type TagItem,
  UpdateTag,
  type UpdateTagOutcome,
  maxLengths,
  textLimits,
} from "@quoin/model";
import { lazy, Suspense, useState } from "react";

import { Field } from "../components/field.tsx";
import { Refused } from "../components/refused.tsx";
import { queries, trpc } from "../lib/trpc.ts";
import { useUnsaved } from "../lib/use-unsaved.ts";

const LeaveDialog = lazy(async () => {
  const { LeaveDialog: component } = await import("../components/leave-dialog.tsx");
  return { default: component };
});

interface TagFormProps {
  tag: TagItem;
  onClose: () => void;
}

/** The name and the description of one tag. Its address stays as it is. */
export function TagForm({ tag, onClose }: TagFormProps) {
  const { slug } = tag;
  const [seen, setSeen] = useState({ name: tag.name, description: tag.description });
  const [text, setText] = useState(seen);
  const [theirs, setTheirs] = useState<typeof text | null>(null);
  const isChanged = text.name !== seen.name || text.description !== seen.description;
  const isNamed = UpdateTag.safeParse({ slug, seen, ...text }).success;
  const leaving = useUnsaved(isChanged);

  const update = trpc.tag.update.useMutation({
    onSuccess(outcome: UpdateTagOutcome) {
      if (outcome.outcome === "conflict") {
        const { name, description } = outcome.theirs;
        setTheirs({ name, description });
        setSeen({ name, description }); // what is saved next is saved knowingly
        return;
      }
      void queries.tag.invalidate();
      void queries.post.invalidate();
      onClose();
    },
  });
  const change = (fields: Partial<typeof text>) => setText({ ...text, ...fields });

  return (
    <form
      className="tag-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && isNamed) update.mutate({ slug, seen, ...text });
      }}
    >
      <Field
        label="Name"
        hint={<>The address stays /tag/{slug}, and writers find the tag by its old name too.</>}
      >
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opened because somebody asked to edit
          autoFocus
          required
          maxLength={textLimits.tag}
          dir="auto"
          value={text.name}
          aria-invalid={!isNamed}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Field label="Description" hint="Under the tag’s name on its page, and in search results.">
        <textarea
          rows={3}
          maxLength={maxLengths.tagDescription}
          dir="auto"
          value={text.description}
          onChange={(event) => change({ description: event.target.value })}
        />
      </Field>
      {theirs !== null && (
        <div className="note problem" role="alert">
          <p>
            Somebody changed this tag meanwhile. It is now “<bdi>{theirs.name}</bdi>”
            {theirs.description === "" ? ", without a description." : ":"}
          </p>
          {theirs.description !== "" && <p dir="auto">{theirs.description}</p>}
          <button
            type="button"
            className="button"
            onClick={() => (setText(theirs), setTheirs(null))}
          >
            Take theirs
          </button>
        </div>
      )}
      {update.isError && <Refused error={update.error} />}
      <p className="field-actions">
        <button
          type="submit"
          className="button primary"
          disabled={!isChanged || !isNamed || update.isPending}
        >
          {theirs === null ? "Save" : "Save mine over it"}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </p>
      {leaving.isOpen && (
        <Suspense>
          <LeaveDialog {...leaving} />
        </Suspense>
      )}
    </form>
  );
}
