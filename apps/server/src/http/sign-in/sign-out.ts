import { recordSignOut, refusalOf, signOut } from "@quoin/api";
import { QuoinError } from "@quoin/model";
import type { Context } from "hono";

import { cookiesOf } from "../request/cookies.ts";
import type { Door, Env } from "../request/door.ts";
import { openRequest, originOf } from "../request/request-context.ts";

/** Ends the session here, in this browser whatever happens and in the store as soon as it answers. */
export function signOutOf(door: Door): (c: Context<Env>) => Promise<Response> {
  const { services, url } = door;
  const cookies = cookiesOf(url);

  return async (c) => {
    c.header("Set-Cookie", cookies.session.clear());
    try {
      const token = await openRequest(c, door).token();
      const personId = token === null ? null : await signOut(services, token);
      const traced = { ...services, origin: originOf(c, door.trustProxy) };
      if (personId !== null) await recordSignOut(traced, personId);
    } catch (error) {
      if (refusalOf(error).code !== "store_unavailable") throw error;
      throw new QuoinError("sign_out_incomplete", { retryAfterSeconds: 5 });
    }
    const isForm = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded");
    return isForm === true ? c.redirect(`${url.origin}/`, 303) : c.body(null, 204);
  };
}
