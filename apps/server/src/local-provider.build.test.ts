import { fileURLToPath } from "node:url";

import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

const isLocal = (module: string) => /\/server\/src\/local-provider[./]/.test(module);
const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));

test("S-41: a build without local-provider.js contains nothing of the local provider", async () => {
  const built = await build({ configFile, logLevel: "silent", build: { write: false } });
  const { output } = built as Rolldown.RolldownOutput; // one build that is not watched
  const chunks = output.filter((file) => file.type === "chunk");
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
