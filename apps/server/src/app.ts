import { Hono } from "hono";

import { answerError } from "./http/answer-error.ts";
import { feedRoutes } from "./http/feeds/feeds.ts";
import { accentRoutes } from "./http/files/accent.ts";
import { blobRoutes } from "./http/files/blobs.ts";
import { mediaRoutes } from "./http/files/media.ts";
import { staticRoutes } from "./http/files/static.ts";
import { uploadRoutes } from "./http/files/uploads.ts";
import { healthRoutes } from "./http/health.ts";
import { deskRoutes } from "./http/pages/desk.ts";
import { pageRoutes } from "./http/pages/pages.ts";
import { previewRoutes } from "./http/pages/preview.ts";
import { allowances, limited } from "./http/request/allowances.ts";
import type { Door, Env } from "./http/request/door.ts";
import { gate } from "./http/request/gate.ts";
import { addStandardHeaders } from "./http/request/headers.ts";
import { noteCrossSite } from "./http/request/note-cross-site.ts";
import { oneAddress } from "./http/request/one-address.ts";
import { ownName } from "./http/request/own-name.ts";
import { requestLog } from "./http/request/request-log.ts";
import { setupRoutes } from "./http/sign-in/setup.ts";
import { signInRoutes } from "./http/sign-in/sign-in.ts";
import { trpcRoutes } from "./http/trpc.ts";
import type { PageCache } from "./page-cache.ts";

/** The whole URL map on one screen. `client` is the folder of built browser files. */
export function createApp(door: Door, { pages, client }: { pages: PageCache; client: string }) {
  return new Hono<Env>()
    .use(requestLog(door.log))
    .use(addStandardHeaders(door.url))
    .use(ownName(door))
    .route("/", healthRoutes(door))
    .route("/", accentRoutes()) // /assets/accent-{colour}-{hash}.css
    .route("/", staticRoutes(client))
    .use(oneAddress(door.url))
    .use(gate(door, noteCrossSite(door)))
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
