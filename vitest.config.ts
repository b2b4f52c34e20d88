import { defineConfig } from "vitest/config";

// Where .ci/run wants the results as JSON too.
const report = process.env.QUOIN_TEST_REPORT;

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    include: ["{apps,packages}/*/{src,scripts}/**/*.test.{ts,tsx}"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
