import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { archives } from "./doors/archives.ts";
import { callbacks } from "./doors/callbacks.ts";
import { files } from "./doors/files.ts";
import { folders } from "./doors/folders.ts";
import { forms } from "./doors/forms.ts";
import { headers } from "./doors/headers.ts";
import { procedures } from "./doors/procedures.ts";
import { queries } from "./doors/queries.ts";
import { requests } from "./doors/requests.ts";
import { texts } from "./doors/texts.ts";
import { type FuzzedSite, openFuzzedSite } from "./open-site.ts";
import { openStalls } from "./stalls.ts";
import { expectWhole, heldMegabytes } from "./whole.ts";

/** Of all doors together; `pnpm fuzz` says another. */
const seconds = Number(process.env.QUOIN_TEST_FUZZ_SECONDS ?? 60);
const seed = Number(process.env.QUOIN_TEST_FUZZ_SEED ?? 1);
const longestTurnMs = 100;
const mayKeepMegabytes = 40;

/** One door: bends what it reads until the time is over, and looks at the site after each. */
const fuzz =
  <Inputs>(open: (site: FuzzedSite) => Promise<fc.IAsyncPropertyWithHooks<Inputs>>) =>
  async (ms: number) => {
    const property = await open(site);
    await fc.assert(property, { seed, numRuns: 20, endOnFailure: true }); // what is loaded once
    const before = heldMegabytes();
    stalls.worst();
    const checked = property.afterEach(async (former) => {
      await former();
      site.door.logged.length = 0;
      expect(escaped).toEqual([]);
      expect(stalls.worst(), "one turn of the event loop, in ms").toBeLessThan(longestTurnMs);
    });
    const until = performance.now() + ms;
    // In rounds, each of a seed of its own: the last is not left in the middle.
    for (let round = 0; performance.now() < until; round += 1) {
      await fc.assert(checked, { seed: seed + round, numRuns: 50 });
    }
    // Senders that left may be noticed a moment later.
    await expect.poll(site.asking, { timeout: 10_000 }).toBe(0);
    await expectWhole(site);
    expect(heldMegabytes() - before, "what was not given back, in MB").toBeLessThan(
      mayKeepMegabytes,
    );
  };

const doors = {
  "forms of uploads": fuzz(forms),
  "whole requests": fuzz(requests),
  "headers and cookies": fuzz(headers),
  "addresses and queries": fuzz(queries),
  "calls of procedures": fuzz(procedures),
  "callbacks of sign-in": fuzz(callbacks),
  "pictures and other files": fuzz(files),
  Markdown: fuzz(texts),
  "folders to import": fuzz(folders),
  "backups to restore": fuzz(archives),
};

const site = await openFuzzedSite();
const stalls = openStalls();
// What nobody listens to ends the process.
const escaped: unknown[] = [];
const hear = (error: unknown) => void escaped.push(error);
beforeAll(() => {
  setFlagsFromString("--expose-gc");
  globalThis.gc ??= runInNewContext("gc") as typeof globalThis.gc;
  process.on("uncaughtException", hear).on("unhandledRejection", hear);
});
afterAll(() => {
  process.off("uncaughtException", hear).off("unhandledRejection", hear);
  stalls.close();
});
beforeEach(() => void (escaped.length = 0));

test.each(Object.entries(doors))(
  "%s may be bent in any way: the site answers in words and lives",
  (_, door) => door((seconds * 1000) / Object.keys(doors).length),
  seconds * 1000 + 60_000,
);
