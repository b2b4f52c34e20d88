import { ensureCast, jobsOf, offerSetup, openSite, publicChannel } from "@quoin/api";

import type { Config } from "./config.ts";
import type { SiteAssets } from "./http/request/assets.ts";
import type { Door } from "./http/request/door.ts";
import { describeError, type Logger } from "./log.ts";
import { openIdentity } from "./open-identity.ts";
import { openServices, type Places } from "./open-services.ts";

/** A site that is open and at work: what the doors are handed, and what belongs to the process. */
export interface OpenDoor {
  door: Door;
  lines: readonly string[];
  /** Calls `hear` whenever something public has changed, in any process. */
  onPublicChange: (hear: () => void) => Promise<void>;
  close: () => Promise<void>;
}

/** Opens everything a configuration names, makes a new site presentable, and starts its jobs. */
export async function openDoor(
  config: Config,
  { places, assets, log }: { places: Places; assets: SiteAssets; log: Logger },
): Promise<OpenDoor> {
  const opened = await openServices(config, places, (error) =>
    log.error("job failed", describeError(error)),
  );
  try {
    const signIn = await openIdentity(config);
    const { services } = opened;
    if (signIn.identity.id === "local") await ensureCast(services);
    await openSite(services);
    const setup = signIn.identity.id === "local" ? null : await offerSetup(services);
    await opened.jobs.work(jobsOf(services));
    const copyDatabase = opened.database.copyFiles;
    const control =
      config.embedded.size === 0
        ? null // whoever runs a command opens the services beside this process
        : await import("./commands/control.ts").then(({ openControl }) =>
            openControl({ config, services, reader: opened.reader, copyDatabase }, log),
          );
    return {
      door: {
        services,
        url: config.url,
        identity: signIn.identity,
        isOnlyHere: signIn.identity.id === "local",
        trustProxy: config.trustProxy,
        readingAssets: assets.reading,
        deskAssets: assets.desk,
        log,
        ready: opened.ready,
      },
      lines: [...opened.lines, signIn.line, ...setupLines(setup, config.url)],
      onPublicChange: (hear) => opened.database.listen(publicChannel, hear),
      close: async () => {
        await control?.close();
        await signIn.close();
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** For whoever starts a site that nobody owns yet. The token is shown here and nowhere else. */
function setupLines(setup: Awaited<ReturnType<typeof offerSetup>>, { origin }: URL): string[] {
  if (setup === null) return [];
  const line = `set up     nobody owns this site yet: open ${origin}/setup`;
  return setup === "waiting"
    ? [`${line} with the token of the first start, or with QUOIN_SETUP_TOKEN`]
    : [`${line} with this token, shown only now:`, `           ${setup.made}`];
}
