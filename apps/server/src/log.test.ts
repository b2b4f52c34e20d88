import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, test } from "vitest";

const writer = `
  import { openLog } from ${JSON.stringify(import.meta.resolve("./log.ts"))};
  const log = openLog("info");
  process.on("message", () => {
    for (let line = 0; line < 100; line += 1) log.info("request");
    setTimeout(() => process.send("alive", () => process.exit()), 50);
  });
  process.send("open");
`;

test("a site lives on when whatever reads its log has gone", async () => {
  const site = spawn(process.execPath, ["--input-type=module", "--eval", writer], {
    stdio: ["ignore", "pipe", "ignore", "ipc"],
  });
  await once(site, "message");
  site.stdout?.destroy();
  site.send("write");
  const said = await Promise.race([once(site, "message"), once(site, "exit")]);
  expect(said[0]).toBe("alive");
});
