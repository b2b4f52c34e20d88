import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

const lockfile = readFileSync(new URL("../../../pnpm-lock.yaml", import.meta.url), "utf8");

/** Every version of a package that an install brings. */
const versionsOf = (name: string): string[] =>
  [...lockfile.matchAll(new RegExp(`^  '?${name}@(\\d+\\.\\d+\\.\\d+)[^:\\n]*'?:`, "gm"))].map(
    ([, version = ""]) => version,
  );

const isAtLeast = (version: string, least: string): boolean =>
  version.localeCompare(least, "en", { numeric: true }) >= 0;

// Below these each has a known hole that this site would have; the advisory says which.
test.each([
  ["hono", "4.12.34", "CVE-2026-69207"],
  ["@trpc/server", "11.15.0", "the first with maxBatchSize"],
  ["drizzle-orm", "0.45.2", "CVE-2026-39356"],
])("S-43: %s is %s or newer (%s)", (name, least) => {
  const versions = versionsOf(name);
  expect(versions).not.toEqual([]);
  for (const version of versions) expect(isAtLeast(version, least), version).toBe(true);
});

// A transformer would widen what an input can be; these were ways in at sites like this one.
test.each(["superjson", "multer", "lucia", "next-auth"])("S-43: %s is not installed", (name) => {
  expect(versionsOf(name)).toEqual([]);
});
