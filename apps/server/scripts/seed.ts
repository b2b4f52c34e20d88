// `pnpm seed`: fills the site of this configuration with a cast, posts and pictures to look at.
import { fileURLToPath } from "node:url";

import { ensureCast, jobsOf, openSite } from "@quoin/api";

import { readConfig } from "../src/config.ts";
import { explainStop } from "../src/explain-stop.ts";
import { openServices } from "../src/open-services.ts";
import { openingDay, seedSite } from "./seed/seed-site.ts";

const migrations = fileURLToPath(new URL("../../../packages/api/migrations", import.meta.url));

async function seed(): Promise<void> {
  const opened = await openServices(readConfig(process.env), { migrations });
  try {
    const { services } = opened;
    const firstDay = { ...services, now: () => openingDay };
    await ensureCast(firstDay);
    await openSite(firstDay);
    const { made, kept } = await seedSite(services);
    while ((await opened.jobs.drain(jobsOf(services))) > 0); // sizes of pictures, then their posts
    console.log(`${made} posts made, ${kept} were there already.`);
  } finally {
    await opened.close();
  }
}

if (process.env.NODE_ENV === "production") {
  console.error("The seed is for trying Quoin out. It does nothing where NODE_ENV is production.");
  process.exitCode = 1;
} else {
  await seed().catch((error: unknown) => {
    console.error(explainStop(error));
    process.exitCode = 1;
  });
}
