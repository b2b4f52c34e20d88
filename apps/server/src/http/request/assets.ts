import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Assets } from "@quoin/web/reading";
import { z } from "zod";

/** Addresses of the desk's built files. */
export interface DeskAssets {
  script: string;
  styles: readonly string[];
  /** Chunks the first route needs at once. */
  preload: readonly string[];
}

const Chunk = z.object({
  file: z.string(),
  css: z.array(z.string()).optional(),
  assets: z.array(z.string()).optional(),
  imports: z.array(z.string()).optional(),
});
const Manifest = z.record(z.string(), Chunk);

export interface SiteAssets {
  reading: Assets;
  desk: DeskAssets;
}

/** Reads the addresses of hashed files from the manifest Vite wrote in its output folder. */
export async function readAssets(client: string): Promise<SiteAssets> {
  const text = await readFile(join(client, ".vite/manifest.json"), "utf8");
  const manifest = Manifest.parse(JSON.parse(text));
  const chunk = (name: string) => {
    const found = manifest[name];
    if (!found) throw new Error(`the build has no ${name}`);
    return found;
  };
  const desk = chunk("src/desk/main.tsx");
  const css = chunk("src/styles/reading.css");
  return {
    reading: {
      readingCss: `/${css.file}`,
      enhanceJs: `/${chunk("src/reading/enhance.ts").file}`,
      fonts: (css.assets ?? [])
        .filter((file) => /source-serif.*latin-wght-normal/.test(file))
        .map((file) => `/${file}`),
    },
    desk: {
      script: `/${desk.file}`,
      styles: (desk.css ?? []).map((file) => `/${file}`),
      preload: (desk.imports ?? []).map((name) => `/${chunk(name).file}`),
    },
  };
}
