import type { Services } from "@quoin/api";
import { localProvider } from "@quoin/drivers/embedded";
import type { PersonId } from "@quoin/model";
import { Hono } from "hono";

import { answerError } from "../http/answer-error.ts";
import { blobRoutes } from "../http/files/blobs.ts";
import { mediaRoutes } from "../http/files/media.ts";
import { uploadRoutes } from "../http/files/uploads.ts";
import type { Env } from "../http/request/door.ts";
import { gate } from "../http/request/gate.ts";
import { addStandardHeaders } from "../http/request/headers.ts";
import { doorOver } from "./door.ts";

const issuer = "http://127.0.0.1:9";
const redirectUri = "http://localhost:3000/auth/local/callback";

/** The doors of pictures and files, behind the gate. */
export function mediaApp(services: Services): Hono<Env> {
  const identity = localProvider({ clientId: "q", clientSecret: "s", redirectUri, issuer });
  const door = doorOver(services, identity);
  return new Hono<Env>()
    .use(addStandardHeaders(door.url))
    .use(gate(door))
    .route("/", uploadRoutes(door))
    .route("/", blobRoutes(door))
    .route("/", mediaRoutes(door))
    .onError(answerError(door));
}

/** Headers of a signed-in person's own page. */
export async function headersOf(services: Services, personId: PersonId) {
  const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };
  const session = { personId, authVersion: 1, meta };
  const { token } = await services.sessions.create(session, Date.parse(services.now()));
  return { cookie: `quoin_session_dev=${token}`, origin: services.site.url };
}
