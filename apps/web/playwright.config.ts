import { defineConfig } from "@playwright/test";

/** Whole-product tests in a real browser, each file against a site of its own. */
export default defineConfig({
  testDir: "journeys",
  testMatch: process.env.SCREENSHOTS ? "*.screenshots.ts" : "*.journey.ts",
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: true,
  outputDir: "../../test-results",
  reporter: process.env.CI
    ? [["list"], ["json", { outputFile: "../../test-results/journeys.json" }]]
    : "list",
  use: {
    launchOptions: {
      // Debian's Chromium; Playwright's own download is not relied on.
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
    trace: "retain-on-failure",
  },
});
