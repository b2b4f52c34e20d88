import { afterEach, beforeEach, expect, test } from "vitest";

import { fieldsOf, momentIn, tomorrowMorning } from "./local-time.ts";

const before = process.env["TZ"];
beforeEach(() => {
  process.env["TZ"] = "Europe/Berlin";
});
afterEach(() => {
  process.env["TZ"] = before;
});

const at = (moment: string) => Date.parse(moment);

test("fields and moments say the same, in summer and in winter", () => {
  for (const [moment, date, time] of [
    ["2026-05-12T07:00:00.000Z", "2026-05-12", "09:00"],
    ["2026-12-31T23:30:00.000Z", "2027-01-01", "00:30"],
  ] as const) {
    expect(fieldsOf(moment)).toEqual({ date, time });
    expect(momentIn({ date, time })).toBe(moment);
  }
});

test("fields that are not filled in mean no moment", () => {
  expect(momentIn({ date: "", time: "09:00" })).toBeNull();
  expect(momentIn({ date: "2026-05-12", time: "" })).toBeNull();
});

test("an hour that the clocks leave out is the one after it", () => {
  expect(momentIn({ date: "2026-03-29", time: "02:30" })).toBe("2026-03-29T01:30:00.000Z");
});

test("tomorrow morning is nine o'clock there, also where the clocks change at night", () => {
  expect(tomorrowMorning(at("2026-05-11T22:30:00.000Z"))).toEqual({
    date: "2026-05-13",
    time: "09:00",
  });
  expect(momentIn(tomorrowMorning(at("2026-10-24T12:00:00.000Z")))).toBe(
    "2026-10-25T08:00:00.000Z",
  );
});
