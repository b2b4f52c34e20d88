import { QuoinError } from "@quoin/model";
import type { MiddlewareHandler } from "hono";

import { isLoopback } from "../../config.ts";
import type { Door, Env } from "./door.ts";

/**
 * While anybody at this machine may be anybody, only names of this machine are answered: any other
 * `Host` is a name that somebody has pointed here, whose pages could then act on this site as its
 * own (DNS rebinding).
 */
export function ownName({ isOnlyHere, url }: Pick<Door, "isOnlyHere" | "url">) {
  const check: MiddlewareHandler<Env> = async (c, next) => {
    const host = c.req.header("host");
    if (isOnlyHere && host !== undefined && !isOfThisMachine(host)) {
      throw new QuoinError("host_foreign", { url: url.origin });
    }
    await next();
  };
  return check;
}

/** True for a `Host` whose name is of this machine, whatever its port. */
function isOfThisMachine(host: string): boolean {
  const [, name = host] = /^(.*?)(:\d*)?$/.exec(host) ?? [];
  return isLoopback(name);
}
