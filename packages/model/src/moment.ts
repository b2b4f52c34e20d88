import { z } from "zod";

// ISO 8601-1 §5.4: both formats, with as much of the time of day as somebody wants to say.
const formats = [
  /^(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/i,
  /^(\d{8})T(\d\d)(?:(\d\d)(?:(\d\d)(?:[.,](\d+))?)?)?(?:Z|([+-])(\d\d)(\d\d)?)$/i,
];
const minuteMs = 60_000;

/**
 * A moment of ISO 8601 with an offset, in UTC with milliseconds; null for what is none, for days
 * that no calendar has, and outside the years 1 to 9999. Weeks and days of the year are not read.
 */
export function readMoment(text: string): string | null {
  const found = formats.map((format) => format.exec(text)).find((one) => one !== null);
  if (!found) return null;
  const [, date = "", hour, minute, second, fraction = "", sign, ...offset] = found;
  const day = date.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  if (Number.isNaN(midnight) || isoOf(midnight).slice(0, 10) !== day) return null; // 30 February
  const [hours, minutes, seconds] = [numberOf(hour), numberOf(minute), numberOf(second)];
  const ms = numberOf(fraction.slice(0, 3).padEnd(3, "0"));
  const [offsetHours, offsetMinutes] = [numberOf(offset[0]), numberOf(offset[1])];
  const ofDay = (hours * 60 + minutes) * minuteMs + seconds * 1000 + ms;
  const isTime =
    ofDay <= 24 * 60 * minuteMs && // ISO 8601-1/Amd 1: a day may end at 24:00
    minutes < 60 &&
    (seconds < 60 || (minutes === 59 && seconds === 60)) && // a leap second
    offsetHours < 24 &&
    offsetMinutes < 60;
  if (!isTime) return null;
  const ahead = (offsetHours * 60 + offsetMinutes) * minuteMs * (sign === "-" ? -1 : 1);
  const at = isoOf(midnight + ofDay - ahead);
  return /^(?!0000)\d{4}-/.test(at) ? at : null;
}

const numberOf = (digits: string | undefined): number => Number(digits ?? 0);
const isoOf = (ms: number): string => new Date(ms).toISOString();

/** A moment as callers write it, kept as ours are: see `readMoment`. */
export const GivenMoment = z
  .string()
  .max(64)
  .transform((text, check) => {
    const at = readMoment(text);
    if (at !== null) return at;
    check.addIssue({ code: "custom", message: "is no date and time with an offset" });
    return z.NEVER;
  });
