import { customType } from "drizzle-orm/pg-core";

/** A moment: `timestamptz` in SQL, "2026-05-12T09:00:00.000Z" in every row, on both drivers. */
export const instant = customType<{ data: string; driverData: string | Date }>({
  dataType: () => "timestamp (3) with time zone",
  fromDriver: (value) => new Date(value).toISOString(),
});
