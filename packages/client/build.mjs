// Makes dist: plain JavaScript, and types that stand alone. The server's contract is copied in
// as one declaration file that knows nothing but @trpc/server; anything else stops the build.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const built = join(here, ".cache/build");
const dist = join(here, "dist");
const mayImport = /^(@trpc\/(client|server)|\.\/[a-z-]+\.js)$/;
const contractMayImport = /^@trpc\/server$/;

for (const folder of [built, dist]) rmSync(folder, { recursive: true, force: true });
const tsc = join(here, "node_modules/.bin/tsc");
const compiled = spawnSync(tsc, ["-p", "tsconfig.build.json"], { cwd: here, stdio: "inherit" });
if (compiled.status !== 0) process.exit(1);

mkdirSync(dist);
cpSync(join(built, "client/src"), dist, { recursive: true });
cpSync(join(built, "api/src/contract.d.ts"), join(dist, "contract.d.ts"));
for (const name of readdirSync(dist)) finish(name);

/** Points imports at the files as they are published, and refuses any other. */
function finish(name) {
  const file = join(dist, name);
  const text = readFileSync(file, "utf8")
    .replaceAll('"@quoin/api/contract"', '"./contract.js"')
    .replaceAll(/(from "\.\/[a-z-]+)\.ts"/g, '$1.js"');
  const allowed = name === "contract.d.ts" ? contractMayImport : mayImport;
  for (const [, specifier] of text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)) {
    if (!allowed.test(specifier)) throw new Error(`${name} may not import ${specifier}`);
  }
  writeFileSync(file, text);
}
