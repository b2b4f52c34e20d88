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

export type Question =
  | { verb: "role"; role: GrantedRole }
  | { verb: "disable" | "enable" | "transfer" | "freeAddress" };

interface StandingDialogProps {
  person: PersonItem;
  question: Question | null;
  onClose: () => void;
}

/** Asks before somebody may do more, less or nothing. */
export function StandingDialog({ person, question, onClose }: StandingDialogProps) {
  const words = wordsFor(person, question ?? { verb: "enable" });
  return (
    <Dialog
      isOpen={question !== null}
      onClose={onClose}
      title={words.title}
      description={words.description}
    >
      {question !== null && (
        <Answer person={person} question={question} yes={words.yes} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface AnswerProps {
  person: PersonItem;
  question: Question;
  yes: string;
  onClose: () => void;
}

function Answer({ person, question, yes, onClose }: AnswerProps) {
  const [typed, setTyped] = useState("");
  const isTransfer = question.verb === "transfer";
  const change = useMutation({
    mutationFn: () => send(person.id, question),
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
        change.mutate();
      }}
    >
      {isTransfer && (
        <TypedConfirmation expected={person.handle} value={typed} onChange={setTyped} />
      )}
      {change.error !== null && <Refused error={change.error} />}
      <DialogFoot
        no="Cancel"
        onNo={onClose}
        yes={yes}
        isDisabled={change.isPending || (isTransfer && typed !== person.handle)}
      />
    </form>
  );
}

function send(id: PersonItem["id"], question: Question) {
  const { setRole, disable, enable, freeAddress, transferOwnership } = quoin.person;
  if (question.verb === "role") return setRole.mutate({ id, role: question.role });
  return { disable, enable, freeAddress, transfer: transferOwnership }[question.verb].mutate({
    id,
  });
}

function wordsFor({ name, role, email }: PersonItem, question: Question) {
  if (question.verb === "role") {
    const as = asRole[question.role];
    return {
      title: `Make ${name} ${as}?`,
      description: `As ${as} ${mayDo[question.role]}. They are signed out, and sign in again.`,
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
  }[question.verb];
}
