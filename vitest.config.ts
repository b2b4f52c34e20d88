import { defineConfig } from "vitest/config";

// Where .ci/run wants the results as JSON too.
const report = process.env.QUOIN_TEST_REPORT;

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    include: ["{apps,packages}/*/{src,scripts}/**/*.test.{ts,tsx}", ".ci/*.test.ts"],
    maxWorkers: "100%", // vitest leaves one core idle, which on two is half the machine
    // Files of one worker share their modules, which hold nothing of a test: loading them anew for
    // each file took a third of the whole run.
    isolate: false,
    testTimeout: 60_000, // a database alone may take a third of it to start on a machine that is busy
    hookTimeout: 60_000,
  },
});
