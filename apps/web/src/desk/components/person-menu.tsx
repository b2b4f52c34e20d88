import { Menu } from "@base-ui/react/menu";
import { grantedRoles, type PersonItem } from "@quoin/model";
import { Ellipsis } from "lucide-react";
import { useRef, useState } from "react";

import { asRole } from "../lib/role-words.ts";
import { type Question, StandingDialog } from "./standing-dialog.tsx";

/** What the owner can do with somebody; each is asked about first. */
export function PersonMenu({ person }: { person: PersonItem }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const isOff = person.status === "disabled";
  const roles = grantedRoles.filter((role) => role !== person.role);
  return (
    <div className="row-verb">
      {/* Beside its button: a landmark holds it. */}
      <div ref={place} />
      <Menu.Root>
        <Menu.Trigger className="icon" aria-label={`Change ${person.name}`}>
          <Ellipsis aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={place}>
          <Menu.Positioner className="menu-place" sideOffset={6} align="end">
            <Menu.Popup className="menu">
              {roles.map((role) => (
                <Menu.Item
                  key={role}
                  className="menu-item"
                  onClick={() => setQuestion({ verb: "role", role })}
                >
                  Make {asRole[role]}…
                </Menu.Item>
              ))}
              <Menu.Item
                className="menu-item"
                onClick={() => setQuestion({ verb: isOff ? "enable" : "disable" })}
              >
                {isOff ? "Switch on…" : "Switch off…"}
              </Menu.Item>
              {!isOff && (
                <Menu.Item className="menu-item" onClick={() => setQuestion({ verb: "transfer" })}>
                  Hand the site over…
                </Menu.Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <StandingDialog person={person} question={question} onClose={() => setQuestion(null)} />
    </div>
  );
}
