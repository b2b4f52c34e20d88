import { defineConfig } from "@playwright/test";

// Where .ci/run wants the results as JSON too.
const report = process.env.QUOIN_JOURNEYS_REPORT;

/** Whole-product tests in a real browser, each file against a site of its own. */
export default defineConfig({
  testDir: "journeys",
  testMatch: process.env.SCREENSHOTS ? "*.screenshots.ts" : "*.journey.ts",
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: true,
  outputDir: "../../test-results",
  reporter: report ? [["list"], ["json", { outputFile: report }]] : "list",
  use: {
    launchOptions: {
      // Debian's Chromium; Playwright's own download is not relied on.
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
    trace: "retain-on-failure",
  },
});
