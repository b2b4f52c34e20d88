import { fileURLToPath } from "node:url";

import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

const isLocal = (module: string) => /\/server\/src\/local-provider[./]/.test(module);
const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));

const built = await build({ configFile, logLevel: "silent", build: { write: false } });
const { output } = built as Rolldown.RolldownOutput; // one build that is not watched
const chunks = output.filter((file) => file.type === "chunk");

test("S-41: a build without local-provider.js contains nothing of the local provider", () => {
  expect(chunks.map(({ fileName }) => fileName)).toContain("main.js");
  const containing = chunks.filter(({ moduleIds }) => moduleIds.some(isLocal));
  expect(containing.map(({ fileName }) => fileName)).toEqual(["local-provider.js"]);
  // And nothing written into another file by hand.
  const words = "The local sign-in answers only to this machine";
  const saying = chunks.filter(({ code }) => code.includes(words));
  expect(saying.map(({ fileName }) => fileName)).toEqual(["local-provider.js"]);
  // Nobody needs it before it is asked for.
  const importing = chunks.filter(({ imports }) => imports.includes("local-provider.js"));
  expect(importing).toEqual([]);
});

test("what reads pictures and renders texts is in processes beside the site's alone", () => {
  const beside = {
    "render-worker.js": /\/(markdown-it|parse5|shiki)\//,
    "image-worker.js": /copies\.ts$/,
  };
  for (const [worker, modules] of Object.entries(beside)) {
    const containing = chunks.filter(({ moduleIds }) => moduleIds.some((id) => modules.test(id)));
    const names = containing.map(({ fileName }) => fileName);
    expect(names).toContain(worker);
    const site = withImports(["main.js", "quoin.js"]);
    expect(names.filter((name) => site.has(name))).toEqual([]);
  }
});

test("whatever a process beside the site's is for, it finds the answer to", () => {
  const workers = chunks.filter(({ fileName }) => fileName.endsWith("-worker.js"));
  expect(Object.fromEntries(workers.map(({ fileName, exports }) => [fileName, exports]))).toEqual({
    "image-worker.js": ["answer"],
    "read-worker.js": ["answer"],
    "render-worker.js": ["answer"],
  });
});

/** Files, and all they may ever import. */
function withImports(names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const chunk = chunks.find(({ fileName }) => fileName === name);
    withImports([...(chunk?.imports ?? []), ...(chunk?.dynamicImports ?? [])], found);
  }
  return found;
}
