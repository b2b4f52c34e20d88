// Builds the browser's files and the server into apps/server/dist, which then needs no other source.
// With --without-local-provider, as for an image, nobody can sign in as one of the cast.
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

import { build } from "vite";

import { writeTemplate } from "../../../packages/drivers/src/testing.ts";
import { dist, stamp, stampFile } from "./built.mjs";

const room = (relative) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
const made = stamp();

rmSync(dist, { recursive: true, force: true });
process.env.NODE_ENV = "production";
await build({ configFile: room("apps/web/vite.config.ts"), logLevel: "warn" });
await build({ configFile: room("apps/server/vite.config.ts"), logLevel: "warn" });
if (process.argv.includes("--without-local-provider")) rmSync(`${dist}local-provider.js`);
cpSync(room("packages/api/migrations"), `${dist}migrations`, { recursive: true });
await writeTemplate(room("packages/api/migrations"), `${dist}new-database.tar.gz`);
await compressAssets(`${dist}client/assets`);
writeFileSync(stampFile, made);

/** Writes a .br and a .gz beside every text the browser asks for. */
async function compressAssets(folder) {
  const names = (await readdir(folder)).filter((name) => /\.(css|js|svg)$/.test(name));
  await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(`${folder}/${name}`);
      await writeFile(`${folder}/${name}.br`, await promisify(brotliCompress)(bytes));
      await writeFile(`${folder}/${name}.gz`, await promisify(gzip)(bytes));
    }),
  );
}
