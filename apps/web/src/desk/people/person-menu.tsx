import { grantedRoles, type PersonItem } from "@quoin/model";
import { useState } from "react";

import { Menu, MenuItem } from "../components/menu.tsx";
import { asRole } from "./role-words.ts";
import { type StandingChange, StandingDialog } from "./standing-dialog.tsx";

/** What the owner can do with somebody; each is asked about first. */
export function PersonMenu({ person }: { person: PersonItem }) {
  const [change, setChange] = useState<StandingChange | null>(null);
  const isOff = person.status === "disabled";
  const roles = grantedRoles.filter((role) => role !== person.role);
  return (
    <div className="row-verb">
      <Menu label={`Change ${person.name}`}>
        {roles.map((role) => (
          <MenuItem key={role} onClick={() => setChange({ verb: "role", role })}>
            Make {asRole[role]}…
          </MenuItem>
        ))}
        <MenuItem onClick={() => setChange({ verb: isOff ? "enable" : "disable" })}>
          {isOff ? "Switch on…" : "Switch off…"}
        </MenuItem>
        {person.email !== "" && (
          <MenuItem onClick={() => setChange({ verb: "freeAddress" })}>
            Free their address…
          </MenuItem>
        )}
        {!isOff && (
          <MenuItem onClick={() => setChange({ verb: "transfer" })}>Hand the site over…</MenuItem>
        )}
      </Menu>
      <StandingDialog person={person} change={change} onClose={() => setChange(null)} />
    </div>
  );
}
