import type { HttpBindings } from "@hono/node-server";
import { type Context, type Origin, recordDoubledSession, type Viewer, viewerOf } from "@quoin/api";
import type { Context as HonoContext } from "hono";

import { clientAddress, truncatedAddress } from "./client-address.ts";
import { cookiesOf } from "./cookies.ts";
import type { Door, Env } from "./door.ts";

/** One request as procedures and domain functions see it. */
export interface Asked {
  context: Context;
  /** The session token it carries; null for none, and for several, which the audit log hears of. */
  token: () => Promise<string | null>;
  /**
   * The session's cookie anew, once somebody asked for the viewer and it is due. Only for answers
   * that nobody else may keep (`private, no-store`).
   */
  renewedCookie: () => string | undefined;
}

/** Reads what a request says of its sender. The viewer is looked up when first asked for. */
export function openRequest(
  c: HonoContext<Env>,
  door: Pick<Door, "services" | "trustProxy" | "url">,
): Asked {
  const { services, trustProxy } = door;
  const { session: cookie } = cookiesOf(door.url);
  const meant = c.req.header("quoin-person");
  const tokens = cookie.valuesIn(c.req.header("cookie"));
  const [only = null] = tokens;
  const address = addressOf(c, trustProxy);
  const origin = originOf(c, trustProxy);

  let viewer: Promise<Viewer | null> | undefined;
  let watched: Promise<Viewer | null> | undefined;
  let renewed: string | undefined;
  let noted: Promise<void> | undefined;
  async function readToken(): Promise<string | null> {
    if (tokens.length < 2) return only;
    await (noted ??= recordDoubledSession({ ...services, origin }, address));
    return null;
  }
  async function look(ask: { passive?: boolean }): Promise<Viewer | null> {
    const token = await readToken();
    const found = token === null ? null : await viewerOf(services, token, ask);
    if (!found || token === null) return null;
    c.set("personId", found.person.id);
    const { slid, idleEndsAt } = found.session;
    if (slid) renewed = cookie.set(token, secondsUntil(idleEndsAt, services.now()));
    return found;
  }

  return {
    context: {
      ...services,
      viewer: ({ passive = false } = {}) =>
        // In one batch a use may follow a look, and must still count.
        passive ? (viewer ?? (watched ??= look({ passive }))) : (viewer ??= look({ passive })),
      ...(meant === undefined ? {} : { meant }),
      hadToken: tokens.length > 0,
      address,
      origin,
    },
    token: readToken,
    renewedCookie: () => renewed,
  };
}

/** Whole seconds from a moment to a time in milliseconds since the epoch. */
export const secondsUntil = (time: number, now: string): number =>
  Math.floor((time - Date.parse(now)) / 1000);

/** Whose request it is, for limits. */
export function addressOf(c: HonoContext<Env>, trustProxy: number): string {
  // `app.request()` in tests has no socket.
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  const socketAddress = incoming?.socket.remoteAddress;
  return clientAddress(socketAddress, c.req.header("x-forwarded-for"), trustProxy);
}

/** Where it came from, as the audit log keeps it. */
export const originOf = (c: HonoContext<Env>, trustProxy: number): Origin => ({
  address: truncatedAddress(addressOf(c, trustProxy)),
  requestId: c.get("requestId") ?? "unknown", // doors under test stand without the log
});
