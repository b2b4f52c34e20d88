import type { DraftView } from "@quoin/model";
import { useId, useState } from "react";

import { Problem } from "../../components/field.tsx";
import { zoneAt } from "../../lib/moments.ts";
import { fieldsOf, type LocalTime, momentIn, tomorrowMorning } from "./local-time.ts";

/** When a post is to go live: now, or at what two fields say. */
export interface When extends LocalTime {
  isLater: boolean;
}

/** What the question begins with: the moment it is scheduled for, or now. */
export const firstWhen = ({ schedule }: Pick<DraftView, "schedule">): When =>
  schedule === null
    ? { isLater: false, ...tomorrowMorning() }
    : { isLater: true, ...fieldsOf(schedule.at) };

/** The moment that is meant; null for now, and for fields that are not filled in. */
export const momentMeant = (when: When): string | null => (when.isLater ? momentIn(when) : null);

interface WhenFieldProps {
  when: When;
  onWhen: (when: When) => void;
  problem: string | null;
}

/** Now, or a date and a time in the writer's own zone. */
export function WhenField({ when, onWhen, problem }: WhenFieldProps) {
  const [group, hint] = [useId(), useId()];
  const [today] = useState(() => fieldsOf(new Date().toISOString()).date);
  const moment = momentMeant(when);
  return (
    <fieldset className="field when">
      <legend>When</legend>
      <div className="when-choice">
        {[false, true].map((isLater) => (
          <label key={String(isLater)}>
            <input
              type="radio"
              name={group}
              checked={when.isLater === isLater}
              onChange={() => onWhen({ ...when, isLater })}
            />
            {isLater ? "Later" : "Now"}
          </label>
        ))}
      </div>
      {when.isLater && (
        <>
          <div className="when-fields">
            <label>
              Date
              <input
                type="date"
                min={today}
                required
                value={when.date}
                aria-describedby={hint}
                aria-invalid={problem !== null}
                onChange={({ target }) => onWhen({ ...when, date: target.value })}
              />
            </label>
            <label>
              Time
              <input
                type="time"
                required
                value={when.time}
                aria-describedby={hint}
                aria-invalid={problem !== null}
                onChange={({ target }) => onWhen({ ...when, time: target.value })}
              />
            </label>
          </div>
          <p id={hint} className="field-hint">
            <span>
              {moment === null ? "Fill in both." : `In your time zone: ${zoneAt(moment)}.`} Exactly
              these words go live; what you type afterwards does not.
            </span>
            <Problem words={problem} />
          </p>
        </>
      )}
    </fieldset>
  );
}
