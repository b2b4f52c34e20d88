import { expect, test } from "vitest";

import { refusalOf } from "./procedures.ts";

/** A failed query as the query builder throws it: what the driver said is its cause. */
const failed = (code: string) =>
  new Error("Failed query", { cause: Object.assign(new Error("no"), { code }) });

test("a full disk is said in words, and any other failure says nothing of itself", () => {
  expect(refusalOf(failed("53100"))).toMatchObject({ code: "disk_full", status: 507 });
  expect(refusalOf(failed("42P01"))).toMatchObject({ code: "internal", status: 500 });
});
