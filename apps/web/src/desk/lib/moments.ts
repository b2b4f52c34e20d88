const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });
const distance = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago, for the last week; a date before that. `now` in milliseconds. */
export function agoOf(moment: string, now = Date.now()): string {
  const passedMs = now - Date.parse(moment);
  if (passedMs >= 7 * 86_400_000) return dateOf(moment, now);
  const unit = units.find(([, ms]) => passedMs >= ms);
  return unit ? distance.format(-Math.floor(passedMs / unit[1]), unit[0]) : "just now";
}

/** A date, with its year when it is not this one. */
function dateOf(moment: string, now: number): string {
  const isThisYear = new Date(moment).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? day : dayOfYear).format(new Date(moment));
}

/** A moment in full, in the reader's own zone. */
export const momentOf = (moment: string): string => whole.format(new Date(moment));

/** The time of day for today, a date for any other day. Both in milliseconds. */
export function clockOf(at: number, now = Date.now()): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return (isToday ? time : day).format(new Date(at));
}
