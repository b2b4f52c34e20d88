import { openWorld } from "@quoin/api/testing";
import { expect, onTestFinished, test, vi } from "vitest";

const { services } = await openWorld();
const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };

/** What must not be told: statements, names of tables, stacks, paths. */
const inside = /select|people|uuid|stack|\.ts\b|\/src\/|node_modules|postgres|drizzle/i;

test.each([undefined, "development", "production"])(
  "S-40: what goes wrong inside is not told outside when NODE_ENV is %s",
  async (env) => {
    vi.stubEnv("NODE_ENV", env);
    vi.resetModules(); // tRPC and React look at it when they are loaded
    onTestFinished(() => void vi.unstubAllEnvs());
    const { siteApp } = await import("../testing/site-app.ts");
    const { app, door } = siteApp(services);
    // No UUID, so the person's row is asked for in a way the database refuses.
    const session = { personId: "no id at all", authVersion: 1, meta };
    const { token } = await services.sessions.create(session, Date.parse(services.now()));
    const headers = { cookie: `quoin_session_dev=${token}`, accept: "text/html" };
    for (const path of ["/trpc/session.mine", "/trpc/session.list", "/sign-in"]) {
      const answer = await app.request(services.site.url + path, { headers });
      expect(answer.status).toBe(500);
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
      const text = await answer.text();
      expect(text.replace(/<(script|style)[\s\S]*?<\/\1>/g, "")).not.toMatch(inside);
      expect(text).toContain("Something went wrong on our side.");
    }
    expect(JSON.stringify(door.logged)).toMatch(/stack.*uuid/);
  },
);
