import { expect, test } from "vitest";

import { GivenMoment, readMoment } from "./moment.ts";

test.each([
  ["2026-12-25T10:00:00+09:00", "2026-12-25T01:00:00.000Z"],
  ["2026-12-25T10:00:00Z", "2026-12-25T10:00:00.000Z"],
  ["2026-12-25t10:00:00z", "2026-12-25T10:00:00.000Z"],
  ["2026-12-25T10:00-05:30", "2026-12-25T15:30:00.000Z"],
  ["2026-12-25T10+09", "2026-12-25T01:00:00.000Z"],
  ["20261225T100000+0900", "2026-12-25T01:00:00.000Z"],
  ["20261225T1000Z", "2026-12-25T10:00:00.000Z"],
  ["2026-12-25T10:00:00+0900", "2026-12-25T01:00:00.000Z"],
  ["2026-12-25T10:00:00.123456789Z", "2026-12-25T10:00:00.123Z"],
  ["2026-12-25T10:00:00,5Z", "2026-12-25T10:00:00.500Z"],
  ["2026-12-31T24:00:00Z", "2027-01-01T00:00:00.000Z"],
  ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"],
  ["2024-02-29T00:00:00+14:00", "2024-02-28T10:00:00.000Z"],
  ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
])("%s is a moment", (text, at) => {
  expect(readMoment(text)).toBe(at);
  expect(GivenMoment.parse(text)).toBe(at);
});

test.each([
  "2026-02-30T00:00:00Z",
  "2026-02-29T00:00:00Z",
  "2026-04-31T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-10T00:00:00Z",
  "2026-01-00T00:00:00Z",
  "0000-12-31T00:00:00Z",
  "0001-01-01T00:00:00+00:01",
  "9999-12-31T23:59:59-00:01",
  "2026-12-25T24:00:01Z",
  "2026-12-25T25:00:00Z",
  "2026-12-25T10:60:00Z",
  "2026-12-25T10:00:60Z",
  "2026-12-25T10:00:00+24:00",
  "2026-12-25T10:00:00+09:60",
  "2026-12-25T10:00:00",
  "2026-12-25",
  "2026-12-25 10:00:00Z",
  "+002026-12-25T10:00:00Z",
  "2026-12-25T10:00:00Z ",
  "٢٠٢٦-12-25T10:00:00Z",
  "tomorrow",
  "",
])("%s is none", (text) => {
  expect(readMoment(text)).toBeNull();
  expect(GivenMoment.safeParse(text).success).toBe(false);
});

const two = (part: number) => String(part).padStart(2, "0");

test("every moment is read from every offset it may be written with", () => {
  for (let offset = -23 * 60 - 59; offset < 24 * 60; offset += 7) {
    const moment = new Date(Date.UTC(2024, 1, 28, 12) + offset * 41_234_567);
    const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, -1);
    const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
    const written = `${local}${offset < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
    expect(readMoment(written)).toBe(moment.toISOString());
  }
});
