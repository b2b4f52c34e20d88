import type { Hono } from "hono";

import type { Env } from "../http/request/door.ts";

const ours = "http://localhost:3000";

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Where the navigation or the script is from: a provider's redirect carries no Strict cookie. */
  from?: "us" | "elsewhere";
}

let browsers = 0;

/** A browser as far as sign-in goes: it keeps cookies and minds their SameSite. */
export function openBrowser(app: Hono<Env>) {
  browsers += 1;
  // Behind a proxy, so that limits count each alone; two parts, as one worker opens hundreds.
  const address = `198.18.${Math.floor(browsers / 256)}.${browsers % 256}`;
  const jar = new Map<string, { value: string; strict: boolean }>();

  return {
    address,
    jar,
    async ask(path: string, { method = "GET", headers = {}, body, from = "us" }: Asked = {}) {
      const carried = [...jar].filter(([, { strict }]) => from === "us" || !strict);
      const site = from === "us" ? "same-origin" : "cross-site";
      const answer = await app.request(`${ours}${path}`, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: {
          "sec-fetch-site": site,
          "x-forwarded-for": address,
          ...(method === "GET" ? {} : { origin: ours }),
          ...(carried.length === 0
            ? {}
            : { cookie: carried.map(([name, { value }]) => `${name}=${value}`).join("; ") }),
          ...headers,
        },
      });
      for (const text of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
        if (text.includes("Max-Age=0")) jar.delete(name);
        else jar.set(name, { value, strict: text.includes("SameSite=Strict") });
      }
      return answer;
    },
  };
}
