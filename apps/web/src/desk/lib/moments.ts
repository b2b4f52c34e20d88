const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const longDay = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const distance = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const dayMs = 86_400_000;
const units = [
  ["year", 365 * dayMs],
  ["month", 30 * dayMs],
  ["week", 7 * dayMs],
  ["day", dayMs],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago, in the largest unit that fits. `now` in milliseconds. */
export function agoOf(moment: string, now = Date.now()): string {
  const passedMs = now - Date.parse(moment);
  const unit = units.find(([, ms]) => passedMs >= ms);
  return unit ? distance.format(-Math.floor(passedMs / unit[1]), unit[0]) : "just now";
}

/** A moment in full, in the reader's own zone. */
export const momentOf = (moment: string): string => whole.format(new Date(moment));

/** The time of day for today, a date for any other day. Both in milliseconds. */
export function clockOf(at: number, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return (isToday ? time : day).format(new Date(at));
}

/** The time of day of a moment. */
export const timeOf = (moment: string): string => time.format(new Date(moment));

/** The day of a moment: "Today", "Yesterday", or its date in full. `now` in milliseconds. */
export function dayOf(moment: string, now = Date.now()): string {
  const days = Math.round((midnight(now) - midnight(Date.parse(moment))) / dayMs);
  if (days !== 0 && days !== 1) return longDay.format(new Date(moment));
  const words = distance.format(-days, "day"); // "today", in the reader's language
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** "12 May, 09:00 CEST": a moment that is not this year's has its year. */
export function whenOf(moment: string, now = Date.now()): string {
  const at = new Date(moment);
  const isThisYear = at.getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(undefined, {
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(at);
}

/** The writer's zone as it is at a moment: "CEST, Europe/Berlin". */
export function zoneAt(moment: string): string {
  const format = new Intl.DateTimeFormat(undefined, { timeZoneName: "short" });
  const short = format.formatToParts(new Date(moment)).find(({ type }) => type === "timeZoneName");
  const { timeZone } = format.resolvedOptions();
  return [short?.value, timeZone]
    .filter((name, index, all) => name !== undefined && all.indexOf(name) === index)
    .join(", ");
}

const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
