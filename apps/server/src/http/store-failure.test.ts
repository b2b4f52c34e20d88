import { openWorld } from "@quoin/api/testing";
import {
  openRedis,
  openRedisLimiter,
  openRedisOneTime,
  openRedisSessions,
} from "@quoin/drivers/production";
import { startRedis } from "@quoin/drivers/testing";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { openBrowser } from "../testing/browser.ts";
import { siteApp } from "../testing/site-app.ts";

if (process.env.QUOIN_TEST_REDIS_URL) {
  describe("S-10: the whole site while Redis fails", async () => {
    const { services: embedded, as, people } = await openWorld();
    const server = await startRedis();
    const redis = await openRedis(server.url);
    const services = {
      ...embedded,
      sessions: openRedisSessions(redis, embedded.site.sessionLife),
      once: openRedisOneTime(redis),
      limits: openRedisLimiter(redis),
    };
    const ready = () =>
      services.sessions.ping().then(
        () => [],
        () => ["sessions"],
      );
    const { app } = siteApp(services, { ready });
    const browser = openBrowser(app);
    afterAll(async () => {
      redis.disconnect();
      await server.stop();
    });

    const isBack = () =>
      services.sessions.ping().then(
        () => true,
        () => false,
      );
    const soon = { timeout: 5000 };

    beforeEach(async () => {
      await expect.poll(isBack, soon).toBe(true);
      const draft = await as("mara").draft.create({ title: "Kept", body: "Here.", slug: "kept" });
      await as("mara").post.publish(draft);
      const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };
      const session = { personId: people.mara.id, authVersion: 1, meta };
      const { token } = await services.sessions.create(session, Date.parse(services.now()));
      browser.jar.clear();
      browser.jar.set("quoin_session_dev", { value: token, strict: true });
    });

    const json = { "content-type": "application/json" };
    const post = { method: "POST", headers: json, body: "{}" };
    const callback = `/auth/local/callback?state=${"s".repeat(43)}&code=c`;
    /** Table 2.8 of the design, row by row: who asks for what, and what is answered. */
    const table: [string, number, string, object?][] = [
      ["a public page", 200, "/"],
      ["a post", 200, "/kept"],
      ["an asset", 200, "/favicon.svg"],
      ["the feed", 200, "/feed.xml"],
      ["the sitemap", 200, "/sitemap.xml"],
      ["the desk's shell", 200, "/desk"],
      ["a procedure that needs nobody", 200, "/trpc/post.list?input=%7B%7D"],
      ["a procedure about me", 503, "/trpc/session.mine"],
      ["a procedure that needs somebody", 503, "/trpc/draft.create", post],
      ["an upload", 503, "/api/uploads", { method: "POST", body: "--x--" }],
      ["the sign-in page of somebody signed in", 503, "/sign-in"],
      ["the start of a sign-in", 503, "/auth/local"],
      ["the end of a sign-in", 503, callback],
      ["whether the process lives", 200, "/healthz"],
      ["whether it can work", 503, "/readyz"],
    ];

    async function goesByTheTable(): Promise<void> {
      for (const [name, status, path, asked] of table) {
        const began = performance.now();
        const answer = await browser.ask(path, asked);
        expect.soft(answer.status, name).toBe(status);
        expect.soft(performance.now() - began, name).toBeLessThan(400);
        if (status === 503 && path !== "/readyz") {
          expect.soft(answer.headers.get("retry-after"), name).toBe("5");
          expect.soft(await answer.text(), name).not.toMatch(/Redis|ECONN|stack/);
        }
        expect.soft(browser.jar.has("quoin_session_dev"), name).toBe(true);
      }
    }

    async function worksAgain(): Promise<void> {
      await expect
        .poll(async () => (await browser.ask("/trpc/session.mine")).status, soon)
        .toBe(200);
    }

    test("stopped: reading goes on, whatever needs to know who asks is 503", async () => {
      await server.stop();
      await goesByTheTable();
      await server.start();
      await worksAgain();
    });

    test("frozen: the same, and nobody is signed out", async () => {
      server.freeze();
      await goesByTheTable();
      server.thaw();
      await worksAgain();
      const answer = await browser.ask("/trpc/session.mine");
      expect(await answer.json()).toMatchObject({
        result: { data: { person: { handle: "mara" } } },
      });
    });

    test("signing out forgets here, and says it is not done there", async () => {
      server.freeze();
      const answer = await browser.ask("/auth/sign-out", { method: "POST" });
      expect(answer.status).toBe(503);
      expect(browser.jar.has("quoin_session_dev")).toBe(false);
      server.thaw();
      await expect.poll(isBack, soon).toBe(true);
    });
  });
} else {
  test.skip("the whole site while Redis fails: QUOIN_TEST_REDIS_URL is not set", () => undefined);
}
