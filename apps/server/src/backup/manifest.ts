import { z } from "zod";

import { FileRefused } from "../transfer/front-matter.ts";

/** Of the archive. Raise it when an older restore would read it wrongly. */
export const backupFormat = 1;
export const manifestName = "manifest.json";
/** A site of a hundred thousand pictures has a manifest of 60 MB. */
export const maxManifestBytes = 200_000_000;

const path = z
  .string()
  .max(300)
  .regex(/^(database|blobs\/(objects|facts))(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*\/?$/);

/** What is in a backup: its last entry, by which all others are judged. */
const Manifest = z.object({
  format: z.literal(backupFormat),
  /** The version of Quoin that made it. */
  quoin: z.string(),
  createdAt: z.iso.datetime(),
  /** Of what the embedded drivers write. */
  dataFormat: z.number().int(),
  /** Folders end in a slash and hold nothing by themselves. */
  entries: z.array(
    z.object({
      path,
      bytes: z.number().int().nonnegative(),
      sha256: z.string().regex(/^([0-9a-f]{64})?$/),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;
export type Entry = Manifest["entries"][number];

/** True for a path a backup may hold: none leads out of the folder it is restored to. */
export const isBackupPath = (name: string): boolean => path.safeParse(name).success;

/** @throws FileRefused */
export function readManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FileRefused("its manifest is damaged.");
  }
  const format = z.object({ format: z.number() }).safeParse(value);
  if (format.success && format.data.format !== backupFormat) {
    throw new FileRefused(
      `it is a backup of format ${format.data.format}; this version of Quoin reads format ${backupFormat}.`,
    );
  }
  const manifest = Manifest.safeParse(value);
  if (!manifest.success) throw new FileRefused("its manifest is damaged.");
  return manifest.data;
}
