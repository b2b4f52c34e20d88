import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const root = path("../../../");
export const dist = path("../dist/");
/** Written last by a build: what it was made of. */
export const stampFile = `${dist}.built`;

/**
 * Imports one of the server's built entries, after building it when its sources have changed; with
 * `asBuilt` only when there is none: a site may be running from these files.
 */
export async function serve(entry, { asBuilt = false } = {}) {
  requireNode();
  const canBuild = requireDependencies();
  const isThere = asBuilt ? existsSync(`${dist}${entry}`) : stamp() === lastStamp();
  if (canBuild && !isThere) {
    // Where a command's own answer is not: somebody may keep that.
    process.stderr.write("Building Quoin …\n");
    const stdio = ["ignore", process.stderr, process.stderr];
    const { status } = spawnSync(process.execPath, [path("build.mjs")], { stdio });
    if (status !== 0) process.exit(status ?? 1);
  }
  await import(`../dist/${entry}`);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  stop(
    `Quoin needs Node 22.18 or newer, and this is ${process.version}. Install one and try again.`,
  );
}

/** True when the build tools are here; a production image has only what was built with them. */
function requireDependencies() {
  if (has("vite")) return true;
  if (existsSync(stampFile) && has("better-sqlite3")) return false;
  return stop(
    "Quoin's packages are not installed. Run `npx -y pnpm@12 install` and look at what it says.",
  );
}

function has(name) {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Names, sizes and times of everything a build reads. */
export function stamp() {
  const rows = ["pnpm-lock.yaml", "packages/api/migrations"];
  for (const room of [
    "apps/server",
    "apps/web",
    "packages/api",
    "packages/client",
    "packages/drivers",
    "packages/model",
  ]) {
    rows.push(`${room}/src`, `${room}/package.json`);
  }
  rows.push("apps/web/public", "apps/web/vite.config.ts", "apps/server/vite.config.ts");
  return rows.flatMap((row) => describe(`${root}${row}`)).join("\n");
}

function describe(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [`${place.slice(root.length)} ${found.size} ${found.mtimeMs}`];
  return readdirSync(place)
    .toSorted()
    .flatMap((name) => describe(`${place}/${name}`));
}

const lastStamp = () => (existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "");

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
