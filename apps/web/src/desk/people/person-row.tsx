import { canRule, type Me, type PersonItem } from "@quoin/model";

import { Moment } from "../components/moment.tsx";
import { PersonMenu } from "./person-menu.tsx";

/** Somebody in the list of people; the owner also finds what to do with them. */
export function PersonRow({ person, me }: { person: PersonItem; me: Me }) {
  const isChangeable = canRule(me) && person.role !== "owner";
  return (
    <li className="row">
      <div className="row-words">
        <p className="row-name" dir="auto">
          {person.name}
          {person.id === me.id && <span className="row-aside"> you</span>}
        </p>
        <p className="row-facts">
          <span className="row-role">{person.role}</span>
          {person.status === "disabled" && (
            <span className="chip" data-state="off">
              Switched off
            </span>
          )}
          <span>@{person.handle}</span>
          {person.email !== null && (
            <span className="row-email">{person.email || "no address known"}</span>
          )}
          <span>
            joined <Moment at={person.joinedAt} />
          </span>
        </p>
      </div>
      {isChangeable && <PersonMenu person={person} />}
    </li>
  );
}
