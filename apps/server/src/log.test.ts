import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, test } from "vitest";

import { describeError } from "./log.ts";

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

test.each([
  ['invalid input syntax for type uuid: "my diary"', "invalid input syntax for type uuid: …"],
  ["ungültige Syntax: »mein »Tagebuch««", "ungültige Syntax: …"],
  [
    'Unexpected token \'m\', "{"my" diary" is not valid JSON',
    "Unexpected token … is not valid JSON",
  ],
  ["ENOENT: no such file, open '/srv/data/x'", "ENOENT: no such file, open …"],
  ["cannot read C:\\data\\x or /srv/data/x and/or ./x", "cannot read … or … and/or …"],
  ["no answer from redis://:password@store:6379/0", "no answer from …"],
  ["mara@quoin.test isn't here", "… isn't here"],
  ["code 4/0AX4XfWjE2z3Yt7_kQp9LmN8vB6cD5fG1h is spent", "code 4/… is spent"],
  ["ERR_STREAM_PREMATURE_CLOSE happened", "ERR_STREAM_PREMATURE_CLOSE happened"],
  ["one line\n    at my diary (/srv/x.js:1:1)", "one line"],
  ["Failed query: select 1\nparams: my diary", "a statement failed"],
])("of %j the log says %j", (message, said) => {
  expect(describeError(new Error(message))).toMatchObject({ error: said });
});

test("where it happened is told by names of files and not of folders", () => {
  const { stack } = describeError(new Error("one\n    at my diary (/srv/x.js:1:1)")) as {
    stack: string;
  };
  expect(stack).toMatch(/^at .*log\.test\.ts:\d+:\d+$/m);
  expect(stack).not.toMatch(/\/|diary/);
});
