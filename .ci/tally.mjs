// Adds up the reports of one run of the gate and says so in one line; fails unless all is well.
// What the embedded run skips for want of a service, the run with all services must not.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const [folder, exit = "1"] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

for (const name of ["embedded", "services"]) {
  const report = read(name);
  if (!report) continue;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some(isFailed),
  );
  total.passed += report.numPassedTests;
  total.failed += report.numFailedTests + brokenFiles.length;
  if (name === "services") total.skipped += report.numPendingTests + report.numTodoTests;
}
for (const name of ["journeys", "journeys-on-services"]) {
  const journeys = read(name);
  if (!journeys) continue;
  total.passed += journeys.stats.expected;
  total.failed += journeys.stats.unexpected + journeys.stats.flaky;
  total.skipped += journeys.stats.skipped;
}
// A step that is no test can fail too: formatting, types, the build. So can one that left no report.
const whole = readdirSync(folder).length === 4;
if ((exit !== "0" || !whole) && total.failed === 0) total.failed = 1;

process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
process.exitCode = total.failed + total.skipped > 0 ? Number(exit) || 1 : 0;

function isFailed({ status }) {
  return status === "failed";
}

function read(name) {
  const file = `${folder}/${name}.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
