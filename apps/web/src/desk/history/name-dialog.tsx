import { maxLengths } from "@quoin/model";
import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";

import { DialogFoot } from "../components/dialog-foot.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Field } from "../components/field.tsx";
import { Refused } from "../components/refused.tsx";
import { momentOf } from "../lib/moments.ts";

interface NameDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description: string;
  /** The name to begin with, selected, so that typing replaces it; null offers the moment. */
  first: string | null;
  /** Keeps the name. Gives words when that has to wait, and null when it is done. */
  onName: (name: string) => Promise<string | null>;
}

/** Asks what a version is to be called. */
export function NameDialog({ isOpen, onClose, title, description, ...rest }: NameDialogProps) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title} description={description}>
      <NameForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function NameForm({
  first,
  onName,
  onClose,
}: Pick<NameDialogProps, "first" | "onName" | "onClose">) {
  const [name, setName] = useState(() => first ?? momentOf(new Date().toISOString()));
  const keep = useMutation({
    mutationFn: () => onName(name.trim()),
    onSuccess: (words) => words === null && onClose(),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "" && !keep.isPending) keep.mutate();
      }}
    >
      <Field label="Name">
        <input
          required
          maxLength={maxLengths.versionName}
          autoComplete="off"
          value={name}
          onKeyDown={keepAgain}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      {keep.data && (
        <p className="note problem" role="alert">
          {keep.data}
        </p>
      )}
      {keep.error !== null && <Refused error={keep.error} />}
      <DialogFoot
        no="Cancel"
        onNo={onClose}
        yes="Keep"
        isDisabled={name.trim() === "" || keep.isPending}
      />
    </form>
  );
}

/** The key that opened this, pressed again, keeps the name that is offered. */
function keepAgain(event: KeyboardEvent<HTMLInputElement>) {
  if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
