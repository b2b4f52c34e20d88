import { ensureCast, openSite, type Services } from "@quoin/api";

import type { Config, Store } from "../config.ts";
import { exportSite } from "../transfer/export-site.ts";
import { FileRefused } from "../transfer/front-matter.ts";
import { importSite } from "../transfer/import-site.ts";
import type { Reader } from "../transfer/reader.ts";
import type { Run } from "../transfer/teller.ts";
import type { Command } from "./command.ts";

/** An open site, as commands need it. */
export interface OpenSite {
  config: Config;
  services: Services;
  reader: Reader;
  /** Absent when the database keeps its own files. */
  copyDatabase?: ((folder: string) => Promise<void>) | undefined;
}

/** Does what is asked. True when nothing was left undone. @throws FileRefused and others in words */
export async function runCommand(
  command: Command,
  { config, services, reader, copyDatabase }: OpenSite,
  run: Run,
): Promise<boolean> {
  if (command.name === "export") return exportSite(services, command.folder, run);
  if (command.name === "import") {
    const { folder, dryRun, overwrite, author } = command;
    return importSite({ services, reader }, folder, { dryRun, overwrite, author }, run);
  }
  requireEmbedded(config, "backup");
  const { backUp } = await import("../backup/back-up.ts"); // it knows the embedded drivers
  await backUp({ dataFolder: config.dataFolder, file: command.file, copyDatabase }, run);
  return true;
}

/** Makes a site that never ran presentable, as its first start would. */
export async function prepareSite(config: Config, services: Services): Promise<void> {
  if (config.identity.kind === "local") await ensureCast(services);
  await openSite(services);
}

/** What an archive holds, and where it is instead. Sessions are not packed: people sign in again. */
type Packed = Exclude<Store, "sessions">;
const packed: Record<Packed, string> = {
  database: "its database is in Postgres",
  files: "its files are in S3",
};

/** Only what Quoin keeps itself can it pack and put back. @throws FileRefused */
export function requireEmbedded({ embedded }: Config, verb: "backup" | "restore"): void {
  const elsewhere = Object.entries(packed).flatMap(
    ([store, where]) => (embedded.has(store as Packed) ? [] : [where]), // the cast: entries of these very keys
  );
  if (elsewhere.length === 0) return;
  const instead =
    verb === "backup"
      ? "Use pg_dump first, then copy the bucket or QUOIN_DATA/blobs"
      : "Use pg_restore, and copy the bucket or QUOIN_DATA/blobs back";
  throw new FileRefused(
    `A ${verb} is for embedded data, and of this site ${elsewhere.join(" and ")}. ${instead}: docs/deploy.md, Backups.`,
  );
}
