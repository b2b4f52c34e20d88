import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { type Audit, problemsOfAudit, problemsOfList, reasonOfSilence } from "./judge-audit.ts";

const today = "2026-11-26";
const entry = {
  advisory: "GHSA-aaaa-bbbb-cccc",
  package: "hono",
  why: "Only its CORS middleware is concerned, which this site does not use.",
  until: "2026-12-24",
};
const hole = {
  github_advisory_id: entry.advisory,
  module_name: "hono",
  severity: "high",
  title: "Something bad",
  findings: [{ version: "4.13.19" }],
};
const audit = (change: Partial<typeof hole> = {}): Audit => ({
  advisories: { 1112223: { ...hole, ...change } },
});

test("S-43: the list in force is in order today", () => {
  const list: unknown = JSON.parse(
    readFileSync(new URL("allowed-advisories.json", import.meta.url), "utf8"),
  );
  expect(problemsOfList(list, new Date().toISOString().slice(0, 10))).toEqual([]);
});

test("S-43: an advisory may stay to its last day, and not a day longer", () => {
  expect(problemsOfList([entry], today)).toEqual([]);
  expect(problemsOfList([entry], "2026-12-24")).toEqual([]);
  expect(problemsOfList([entry], "2026-12-25")).toEqual([
    "GHSA-aaaa-bbbb-cccc was allowed until 2026-12-24: update, or decide again",
  ]);
});

test("S-43: nothing may stay for more than ninety days at once", () => {
  expect(problemsOfList([{ ...entry, until: "2027-02-24" }], today)).toEqual([]);
  expect(problemsOfList([{ ...entry, until: "2027-02-25" }], today)).toHaveLength(1);
});

test.each([
  ["without a reason", { why: "" }],
  ["with next to no reason", { why: "false positive" }],
  ["without a day", { until: undefined }],
  ["for ever", { until: "never" }],
  ["until a day that does not exist", { until: "2026-11-31" }],
  ["for no package", { package: "" }],
  ["for any advisory", { advisory: "*" }],
  ["with a word more", { severity: "low" }],
])("S-43: an entry %s is none", (_, change) => {
  expect(problemsOfList([{ ...entry, ...change }], today)).toHaveLength(1);
});

test.each([null, {}, "GHSA-aaaa-bbbb-cccc"])("S-43: %j is no list", (list) => {
  expect(problemsOfList(list, today)).toEqual(["the list of allowed advisories is no list"]);
});

test("S-43: a hole fails unless it is allowed, for that package", () => {
  expect(problemsOfAudit(audit(), [])).toEqual([
    "GHSA-aaaa-bbbb-cccc: hono 4.13.19, high: Something bad",
  ]);
  expect(problemsOfAudit(audit(), [entry])).toEqual([]);
  expect(problemsOfAudit(audit({ module_name: "zod" }), [entry])).toHaveLength(1);
  const other = audit({ github_advisory_id: "GHSA-dddd-eeee-ffff" });
  expect(problemsOfAudit(other, [entry])).toHaveLength(1);
});

test("S-43: a hole of low severity may stay, any other not", () => {
  const left = ["info", "low", "moderate", "high", "critical", "unheard of"].filter(
    (severity) => problemsOfAudit(audit({ severity }), []).length > 0,
  );
  expect(left).toEqual(["moderate", "high", "critical", "unheard of"]);
});

test("S-43: why there was no audit is said in words", () => {
  const said = "× The audit endpoint (at https://registry.test/bulk) responded with 405:";
  expect(reasonOfSilence(said)).toBe("this registry offers no audits (it answered 405)");
  expect(reasonOfSilence("Connection refused")).toBe("the registry cannot be reached");
  expect(reasonOfSilence("")).toBe("the registry did not answer in time");
});
