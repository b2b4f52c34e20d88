/** What date and time fields hold, in the writer's own zone: "2026-05-12" and "09:00". */
export interface LocalTime {
  date: string;
  time: string;
}

const two = (number: number): string => String(number).padStart(2, "0");

function localTimeOf(at: Date): LocalTime {
  const year = String(at.getFullYear()).padStart(4, "0");
  return {
    date: `${year}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/** A moment as fields show it. */
export const fieldsOf = (moment: string): LocalTime => localTimeOf(new Date(moment));

/** Nine in the morning of the day after. `now` in milliseconds. */
export function tomorrowMorning(now = Date.now()): LocalTime {
  const day = new Date(now);
  day.setDate(day.getDate() + 1);
  day.setHours(9, 0, 0, 0);
  return localTimeOf(day);
}

/**
 * The moment that fields mean, as ISO 8601 in UTC; null while they are not filled in. An hour that
 * a clock change leaves out is the one after it.
 */
export function momentIn({ date, time }: LocalTime): string | null {
  const at = new Date(`${date}T${time}`);
  return date === "" || time === "" || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
