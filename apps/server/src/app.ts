import { Hono } from "hono";

import { accentRoutes } from "./http/accent.ts";
import { allowances, limited } from "./http/allowances.ts";
import { answerError } from "./http/answer-error.ts";
import { blobRoutes } from "./http/blobs.ts";
import { deskRoutes } from "./http/desk.ts";
import type { Door, Env } from "./http/door.ts";
import { feedRoutes } from "./http/feeds.ts";
import { gate } from "./http/gate.ts";
import { addStandardHeaders } from "./http/headers.ts";
import { healthRoutes } from "./http/health.ts";
import { mediaRoutes } from "./http/media.ts";
import { oneAddress } from "./http/one-address.ts";
import { pageRoutes } from "./http/pages.ts";
import { previewRoutes } from "./http/preview.ts";
import { requestLog } from "./http/request-log.ts";
import { setupRoutes } from "./http/setup.ts";
import { signInRoutes } from "./http/sign-in.ts";
import { staticRoutes } from "./http/static.ts";
import { trpcRoutes } from "./http/trpc.ts";
import { uploadRoutes } from "./http/uploads.ts";
import type { PageCache } from "./page-cache.ts";

/** The whole URL map on one screen. `client` is the folder of built browser files. */
export function createApp(door: Door, { pages, client }: { pages: PageCache; client: string }) {
  return new Hono<Env>()
    .use(requestLog(door.log))
    .use(addStandardHeaders(door.url))
    .route("/", healthRoutes(door))
    .route("/", accentRoutes()) // /assets/accent-{colour}-{hash}.css
    .route("/", staticRoutes(client))
    .use(oneAddress(door.url))
    .use(gate(door))
    .route("/", trpcRoutes(door)) // /trpc/*
    .route("/", uploadRoutes(door)) // POST /api/uploads
    .route("/", blobRoutes(door)) // /blobs/*
    .use("/media/*", limited(door, allowances.files))
    .route("/", mediaRoutes(door)) // /media/*
    .use(limited(door, allowances.pages))
    .route("/", signInRoutes(door)) // /sign-in, /auth/*
    .route("/", setupRoutes(door)) // /setup
    .route("/", deskRoutes(door)) // /desk, /desk/*
    .route("/", feedRoutes(door, pages)) // feeds, /{slug}.md, /llms.txt, /sitemap.xml, /robots.txt
    .route("/", previewRoutes(door)) // /preview/{token}
    .route("/", pageRoutes(door, pages)) // everything readers see
    .onError(answerError(door));
}
