import { fileURLToPath } from "node:url";

import type { Places } from "./open-services.ts";

/** Where the build put what drivers read at run time: beside an entry of its own. */
export function builtPlaces(entry: string): Places {
  const beside = (name: string) => new URL(name, entry);
  return {
    migrations: fileURLToPath(beside("migrations")),
    newDatabase: fileURLToPath(beside("new-database.tar.gz")),
    aside: {
      entry: beside("aside.js"),
      images: beside("image-worker.js"),
      renders: beside("render-worker.js"),
      reads: beside("read-worker.js"),
    },
  };
}
