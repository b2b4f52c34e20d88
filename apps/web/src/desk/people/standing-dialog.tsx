import type { GrantedRole, PersonItem } from "@quoin/model";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { DialogFoot } from "../components/dialog-foot.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Refused } from "../components/refused.tsx";
import { TypedConfirmation } from "../components/typed-confirmation.tsx";
import { queries, quoin } from "../lib/trpc.ts";
import { signInUrl } from "../session/signed-in.ts";
import { asRole, mayDo } from "./role-words.ts";

export type StandingChange =
  | { verb: "role"; role: GrantedRole }
  | { verb: "disable" | "enable" | "transfer" | "freeAddress" };

interface StandingDialogProps {
  person: PersonItem;
  change: StandingChange | null;
  onClose: () => void;
}

/** Asks before somebody may do more, less or nothing. */
export function StandingDialog({ person, change, onClose }: StandingDialogProps) {
  const words = wordsFor(person, change ?? { verb: "enable" });
  return (
    <Dialog
      isOpen={change !== null}
      onClose={onClose}
      title={words.title}
      description={words.description}
    >
      {change !== null && (
        <Answer person={person} change={change} yes={words.yes} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface AnswerProps {
  person: PersonItem;
  change: StandingChange;
  yes: string;
  onClose: () => void;
}

function Answer({ person, change, yes, onClose }: AnswerProps) {
  const [typed, setTyped] = useState("");
  const isTransfer = change.verb === "transfer";
  const mutation = useMutation({
    mutationFn: () => send(person.id, change),
    async onSuccess() {
      // Whoever hands the site over is signed out by it.
      if (isTransfer) return location.assign(signInUrl("/desk/people"));
      await queries.person.list.invalidate();
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutation.mutate();
      }}
    >
      {isTransfer && (
        <TypedConfirmation expected={person.handle} value={typed} onChange={setTyped} />
      )}
      {mutation.error !== null && <Refused error={mutation.error} />}
      <DialogFoot
        no="Cancel"
        onNo={onClose}
        yes={yes}
        isDisabled={mutation.isPending || (isTransfer && typed !== person.handle)}
      />
    </form>
  );
}

function send(id: PersonItem["id"], change: StandingChange) {
  const { setRole, disable, enable, freeAddress, transferOwnership } = quoin.person;
  if (change.verb === "role") return setRole.mutate({ id, role: change.role });
  return { disable, enable, freeAddress, transfer: transferOwnership }[change.verb].mutate({
    id,
  });
}

function wordsFor({ name, role, email }: PersonItem, change: StandingChange) {
  if (change.verb === "role") {
    const as = asRole[change.role];
    return {
      title: `Make ${name} ${as}?`,
      description: `As ${as} ${mayDo[change.role]}. They are signed out, and sign in again.`,
      yes: `Make ${as}`,
    };
  }
  return {
    disable: {
      title: `Switch ${name} off?`,
      description: "They are signed out at once and cannot sign in. What they wrote stays.",
      yes: "Switch off",
    },
    enable: {
      title: `Let ${name} in again?`,
      description: `They can sign in again, as ${asRole[role]}.`,
      yes: "Switch on",
    },
    freeAddress: {
      title: `Free the address of ${name}?`,
      description: `Whoever has ${email} now can be invited or sign up with it. ${name} signs in as before, and has the address their provider names then.`,
      yes: "Free it",
    },
    transfer: {
      title: `Hand the site to ${name}?`,
      description: `${name} becomes the owner and you an editor. Only they can hand it back. Both of you sign in again.`,
      yes: "Hand over",
    },
  }[change.verb];
}
