import { StoreUnavailable } from "@quoin/drivers";
import { expect, test } from "vitest";

import { inStorage } from "./media/uploads/storage.ts";
import { refusalOf } from "./procedures.ts";

/** A failed query as the query builder throws it: what the driver said is its cause. */
const failed = (code: string) =>
  new Error("Failed query", { cause: Object.assign(new Error("no"), { code }) });
const unanswered = (code: string) =>
  new StoreUnavailable("the store did not answer", { cause: failed(code) });

test("a full disk is said in words, and any other failure says nothing of itself", () => {
  expect(refusalOf(failed("53100"))).toMatchObject({ code: "disk_full", status: 507 });
  expect(refusalOf(failed("42P01"))).toMatchObject({ code: "internal", status: 500 });
});

test.each(["ENOSPC", "EDQUOT", "SQLITE_FULL"])(
  "a store whose disk is full is not one that is away: %s",
  async (code) => {
    expect(refusalOf(unanswered(code))).toMatchObject({ code: "disk_full", status: 507 });
    const stored = inStorage(() => Promise.reject(unanswered(code)));
    await expect(stored).rejects.toMatchObject({ code: "disk_full" });
    expect(refusalOf(unanswered("EIO"))).toMatchObject({ code: "store_unavailable" });
  },
);
