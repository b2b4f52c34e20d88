import {
  canInvite,
  type GrantedRole,
  grantedRoles,
  type Me,
  type NewInvitation,
  maxLengths,
} from "@quoin/model";
import { UserPlus } from "lucide-react";
import { useState } from "react";

import { CopyField } from "../components/copy-field.tsx";
import { DialogFoot } from "../components/dialog-foot.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Field } from "../components/field.tsx";
import { Refused } from "../components/refused.tsx";
import { queries, trpc } from "../lib/trpc.ts";
import { mayDo } from "./role-words.ts";

/** Invites somebody: an address, a role, and then the link to send them. */
export function Invite({ me }: { me: Me }) {
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<NewInvitation | null>(null);
  const close = () => {
    setIsOpen(false);
    setMade(null);
  };
  return (
    <>
      <button type="button" className="button primary" onClick={() => setIsOpen(true)}>
        <UserPlus aria-hidden /> Invite
      </button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={made ? "Send them this link" : "Invite somebody"}
        description={
          made
            ? "It works once, for seven days, and only with the address you gave. Quoin keeps no copy: this is the one time it is shown."
            : "They join by signing in with this address."
        }
      >
        {made ? (
          <>
            <CopyField label="Invitation link" value={made.url} />
            <footer className="dialog-foot">
              <button type="button" className="button" onClick={close}>
                Done
              </button>
            </footer>
          </>
        ) : (
          <Form me={me} onMade={setMade} onClose={close} />
        )}
      </Dialog>
    </>
  );
}

interface FormProps {
  me: Me;
  onMade: (made: NewInvitation) => void;
  onClose: () => void;
}

function Form({ me, onMade, onClose }: FormProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<GrantedRole>("writer");
  const create = trpc.invitation.create.useMutation({
    onSuccess(made) {
      void queries.invitation.list.invalidate();
      onMade(made);
    },
  });
  const roles = grantedRoles.filter((one) => canInvite(me, one));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ email, role });
      }}
    >
      <Field label="E-mail">
        <input
          type="email"
          required
          maxLength={maxLengths.email}
          autoComplete="off"
          value={email}
          onChange={(event) => {
            create.reset();
            setEmail(event.target.value);
          }}
        />
      </Field>
      <Field
        label="Role"
        hint={
          <>
            As {role}, {mayDo[role]}.
          </>
        }
      >
        <select
          value={role}
          onChange={(event) => {
            const chosen = roles.find((one) => one === event.target.value);
            if (chosen) setRole(chosen);
          }}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </Field>
      {create.error !== null && <Refused error={create.error} />}
      <DialogFoot no="Cancel" onNo={onClose} yes="Make the link" isDisabled={create.isPending} />
    </form>
  );
}
