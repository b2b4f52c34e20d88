import { defineConfig } from "@playwright/test";

// Where .ci/run wants the results as JSON too.
const report = process.env.QUOIN_JOURNEYS_REPORT;

// What is looked at, and what is measured while the machine is quiet, is asked for by name.
const kind = process.env.SCREENSHOTS
  ? "screenshots"
  : process.env.LIGHTHOUSE
    ? "lighthouse"
    : "journey";

/** Whole-product tests in a real browser, each file against a site of its own. */
export default defineConfig({
  testDir: "journeys",
  testMatch: `*.${kind}.ts`,
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
