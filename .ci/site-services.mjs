// Prints the environment of a site on the services that QUOIN_TEST_* name, a variable a line.
import { environmentOnServices } from "../packages/drivers/src/testing.ts";

for (const [name, value] of Object.entries(await environmentOnServices())) {
  process.stdout.write(`${name}=${value}\n`);
}
process.exit(0); // connections to S3 stay open a while
