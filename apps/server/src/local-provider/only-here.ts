import type { MiddlewareHandler } from "hono";

/**
 * Answers browsers of this machine that asked for this very address, and nobody else: another
 * `Host` is a name that was pointed here (DNS rebinding), a forwarded request comes by a tunnel.
 */
export const onlyHere =
  (issuer: string): MiddlewareHandler =>
  async (c, next) => {
    const names = [...c.req.raw.headers.keys()];
    const forwarded = names.some((name) => name === "forwarded" || name.startsWith("x-forwarded-"));
    const isForeign = c.req.header("host") !== new URL(issuer).host;
    if (isForeign || forwarded) {
      return c.text("The local sign-in answers only to this machine.\n", isForeign ? 421 : 403);
    }
    return next();
  };
