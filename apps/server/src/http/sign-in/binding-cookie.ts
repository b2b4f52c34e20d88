import type { Context } from "hono";

import type { Cookies } from "../request/cookies.ts";
import type { Env } from "../request/door.ts";

/** What binds each sign-in under way to this browser. */
export const bindingsOf = (cookies: Cookies) => ({
  /** The mark of one sign-in; null when this browser has none. */
  markOf: (c: Context<Env>, state: string): string | null => {
    const [value, ...more] = cookies.binding(state).valuesIn(c.req.header("cookie"));
    return value !== undefined && more.length === 0 && isRandom(value) ? value : null;
  },

  /** A callback ends its own sign-in, whatever comes of it. Another may be under way in this browser. */
  forgetOwn: (c: Context<Env>): void => {
    const state = c.req.query("state") ?? "";
    if (!isRandom(state)) return;
    const own = cookies.binding(state);
    if (own.valuesIn(c.req.header("cookie")).length > 0) addCookie(c, own.clear());
  },
});

export const addCookie = (c: Context<Env>, cookie: string): void =>
  c.header("Set-Cookie", cookie, { append: true });

/** True for 256 random bits as we write them: a state, a mark, a token. */
export const isRandom = (text: string): boolean => /^[\w-]{43}$/.test(text);
