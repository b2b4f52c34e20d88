import { createHash } from "node:crypto";

import { openWorld } from "@quoin/api/testing";
import { beforeEach, describe, expect, test } from "vitest";

import { siteApp } from "../testing/site-app.ts";

const { as, services, people } = await openWorld();
const ours = services.site.url;
const { app, pages } = siteApp(services);

const words = {
  title: "On Quoins",
  body: "A quoin is a wedge.",
  slug: "on-quoins",
  tags: ["Type"],
};
const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };
let cookie = "";
beforeEach(async () => {
  pages.clear();
  await services.sessions.revokeAll(people.mara.id); // those of the tests before
  await as("mara").post.publish(await as("mara").draft.create(words));
  const session = { personId: people.mara.id, authVersion: 1, meta };
  const { token } = await services.sessions.create(session, Date.parse(services.now()));
  cookie = `quoin_session_dev=${token}`;
});

const ask = (path: string, headers: Record<string, string> = {}, method = "GET", body?: string) =>
  app.request(ours + path, { method, headers, ...(body === undefined ? {} : { body }) });

const reading = ["/", "/archive", "/on-quoins", "/author/mara", "/tag/type", "/privacy", "/terms"];
const machines = ["/feed.xml", "/sitemap.xml", "/robots.txt"];

/** All that might make somebody special, or point somewhere else. */
const strange = (): Record<string, string>[] => [
  { cookie },
  { cookie: "__Host-quoin_session=x; theme=dark" },
  { authorization: "Bearer qn_pat_x" },
  { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil" },
  { "x-forwarded-for": "203.0.113.9", "x-original-url": "/desk", "x-rewrite-url": "/desk" },
  { "x-preview": "1", "x-ghost-preview": "1", purpose: "prefetch", "sec-purpose": "prefetch" },
  { origin: "https://evil.example", "access-control-request-headers": "x-evil" },
  { "accept-language": "de", "user-agent": "evil\u00e9", referer: "https://evil.example/" },
  { host: "evil.example" },
];

describe("S-36: what is public is the same for everyone", () => {
  test.each([...reading, ...machines])("%s, byte by byte", async (path) => {
    const plain = await ask(path);
    const bytes = await plain.text();
    expect(plain.status).toBe(200);
    expect(plain.headers.get("cache-control")).toMatch(/^public/);
    for (const headers of strange()) {
      for (const query of ["", "?preview=1&utm_source=x"]) {
        pages.clear();
        const answer = await ask(path + query, headers);
        expect(await answer.text()).toBe(bytes);
        expect(answer.headers.has("set-cookie")).toBe(false);
        expect(answer.headers.get("vary")).toBe(plain.headers.get("vary"));
        expect(answer.headers.get("vary") ?? "").toMatch(/^(Accept-Encoding)?$/);
        expect(answer.headers.has("access-control-allow-origin")).toBe(false);
      }
    }
    expect(bytes).not.toContain("evil");
  });

  test.each([
    ["the desk", "/desk/posts", "GET"],
    ["the sign-in page", "/sign-in", "GET"],
    ["the start of a sign-in", "/auth/local", "GET"],
    ["a failed sign-in", "/auth/local/callback?state=x", "GET"],
    ["a sign-out", "/auth/sign-out", "POST"],
    ["a procedure", "/trpc/session.mine", "GET"],
    ["an unknown procedure", "/trpc/no.such", "GET"],
    ["an upload", "/api/uploads", "POST"],
  ])("%s is private and never kept", async (_, path, method) => {
    const answer = await ask(path, { cookie, origin: ours }, method);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  test.each(["/nothing-here", "/nothing-here.md", "/media/0190d4f0-0000-7000-8000-000000000000"])(
    "the error at %s is never kept",
    async (path) => {
      expect((await ask(path)).headers.get("cache-control")).toMatch(/^(private, )?no-store$/);
    },
  );

  test("a redirect leads to our own origin, whoever the request says we are", async () => {
    for (const path of [
      "/on-quoins/",
      "/sign-in",
      "/On-Quoins",
      "//evil.example",
      "/\\evil.example",
    ]) {
      const answer = await ask(path, {
        cookie,
        host: "evil.example",
        "x-forwarded-host": "evil.example",
      });
      const to = answer.headers.get("location");
      if (to !== null) expect(new URL(to, ours).origin, path).toBe(ours);
    }
  });
});

describe("S-33: what is not public is nowhere to be read", () => {
  const secret = "Unspeakable";
  const hidden = { title: `${secret} title`, body: `${secret} body`, slug: "unspeakable" };
  const places = [
    ...reading,
    ...machines,
    "/atom.xml",
    "/feed.json",
    "/llms.txt",
    "/search?q=unspeakable",
    "/unspeakable",
    "/unspeakable.md",
    `/trpc/post.list?input=%7B%7D`,
    `/trpc/post.search?input=${encodeURIComponent('{"query":"unspeakable"}')}`,
    `/trpc/post.bySlug?input=${encodeURIComponent('{"slug":"unspeakable"}')}`,
    `/trpc/post.neighbours?input=${encodeURIComponent('{"slug":"on-quoins"}')}`,
  ];
  /** What a stranger, and a writer it does not belong to, find of it. */
  async function found(): Promise<string[]> {
    pages.clear();
    const told: string[] = [];
    for (const path of places) {
      // Its own address may repeat what was asked for, but nothing that was written.
      const text = await (await ask(path)).text();
      if (/Unspeakable (title|body)/.test(text)) told.push(path);
    }
    return told;
  }

  test("a draft, a post that was taken back, a post in the trash, an edit of a live post", async () => {
    const mara = as("mara");
    const draft = await mara.draft.create({ ...hidden, tags: ["Type"] });
    expect(await found()).toEqual([]);
    expect((await ask("/unspeakable")).status).toBe(404);
    expect((await ask("/unspeakable.md")).status).toBe(404);

    await mara.post.publish(draft);
    expect((await found()).length).toBeGreaterThan(5); // this test can see it where it is
    await mara.post.unpublish({ id: draft.id });
    expect(await found()).toEqual([]);
    await mara.post.publish(await mara.draft.read({ id: draft.id }));
    await mara.post.trash({ id: draft.id });
    expect(await found()).toEqual([]);

    const live = await mara.draft.create({ title: "Live", body: "Shown.", slug: "live" });
    await mara.post.publish(live);
    await mara.draft.save({ ...hidden, id: live.id, version: live.version });
    expect(await found()).toEqual([]);
  });
});

describe("S-37: two hundred at once", () => {
  test("get each their own post, and none a word of another", async () => {
    const count = 20;
    for (let nth = 0; nth < count; nth++) {
      const text = { title: `Number ${nth}.`, body: `Body ${nth}.`, slug: `post-${nth}` };
      await as("mara").post.publish(await as("mara").draft.create(text));
    }
    pages.clear();
    const asked = Array.from({ length: 200 }, (_, nth) => nth % count);
    const answers = await Promise.all(
      asked.map(async (nth) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
        // Half of them go past the cache's key, so that renders run side by side.
        if (nth % 2 === 0) pages.clear();
        return (await ask(`/post-${nth}`)).text();
      }),
    );
    for (const [index, html] of answers.entries()) {
      const nth = asked[index];
      expect(html).toContain(`<p>Body ${nth}.</p>`);
      expect(html).toContain(`<link rel="canonical" href="${ours}/post-${nth}"`);
      const itself = html.replace(/<nav class="neighbours".*?<\/nav>/s, ""); // it names two others
      const numbers = itself.match(/(?<=Number )\d+(?=\.)/g) ?? []; // title, h1, Open Graph, JSON-LD
      expect(numbers.length).toBeGreaterThan(3);
      expect(new Set(numbers)).toEqual(new Set([String(nth)]));
    }
  });

  test.each(["/desk", "/sign-in"])("at %s get each a nonce of their own", async (path) => {
    const answers = await Promise.all(Array.from({ length: 200 }, async () => ask(path)));
    const nonces = answers.map(
      ({ headers }) =>
        /'nonce-([A-Za-z0-9+/]{22}==)'/.exec(headers.get("content-security-policy") ?? "")?.[1],
    );
    expect(nonces).not.toContain(undefined);
    expect(new Set(nonces).size).toBe(200);
  });
});

describe("S-39: every kind of answer carries the standard headers", () => {
  const secure = siteApp({ ...services, site: { ...services.site, url: "https://quoin.example" } });
  const kinds: [string, number, string, string?, Record<string, string>?][] = [
    ["a page", 200, "/"],
    ["a post", 200, "/on-quoins"],
    ["a page that is not there", 404, "/nothing-here"],
    ["an address that cannot be read", 404, "/%E0%A4%A"],
    ["a redirect", 301, "/on-quoins/"],
    ["a feed", 200, "/feed.xml"],
    ["a sitemap", 200, "/sitemap.xml"],
    ["an icon", 200, "/favicon.svg"],
    ["an asset that is not there", 404, "/assets/none.js"],
    ["the desk", 200, "/desk"],
    ["the sign-in page", 200, "/sign-in"],
    ["the start of a sign-in", 303, "/auth/local"],
    ["a failed sign-in", 400, "/auth/local/callback"],
    ["a sign-out by link", 405, "/auth/sign-out"],
    ["a sign-out", 204, "/auth/sign-out", "POST"],
    ["a procedure", 200, "/trpc/session.mine"],
    ["a refused procedure", 401, "/trpc/session.list"],
    ["an unknown procedure", 404, "/trpc/no.such"],
    ["a body of another type", 415, "/trpc/draft.create", "POST"],
    [
      "a request from another site",
      403,
      "/trpc/draft.create",
      "POST",
      { origin: "https://evil.example" },
    ],
    ["an address too long", 414, `/${"a".repeat(9000)}`],
    ["an upload by nobody", 401, "/api/uploads", "POST"],
    ["a picture that is not there", 404, "/media/0190d4f0-0000-7000-8000-000000000000"],
    ["life", 200, "/healthz"],
    ["readiness", 200, "/readyz"],
  ];

  test.each(kinds)("%s, %i", async (_, status, path, method = "GET", more = {}) => {
    const headers = { origin: "https://quoin.example", accept: "text/html", ...more };
    const answer = await secure.app.request(`https://quoin.example${path}`, { method, headers });
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
      "strict-transport-security": "max-age=31536000; includeSubDomains",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
    if (answer.headers.get("content-type")?.startsWith("text/html") !== true) return;
    const policy = answer.headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'self'",
      "script-src",
      "object-src 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(policy).toMatch(/frame-ancestors/);
    expect(policy).not.toMatch(/unsafe-(inline|eval)|\*/);
  });

  test("and reading pages one policy, the same each time, that names scripts by their hashes", async () => {
    const policies = await Promise.all(
      [...reading, ...reading, "/search?q=quoin", "/nothing-here"].map(async (path) => {
        const answer = await secure.app.request(`https://quoin.example${path}`);
        const policy = answer.headers.get("content-security-policy") ?? "";
        const html = await answer.text();
        expect(html).not.toMatch(/\snonce=|\sstyle=|<style|\son\w+=/);
        for (const [, attributes = "", script = ""] of html.matchAll(
          /<script([^>]*)>([\s\S]*?)<\/script>/g,
        )) {
          if (attributes.includes("src=") || attributes.includes("ld+json")) continue;
          const hash = createHash("sha256").update(script).digest("base64");
          expect(policy, path).toContain(`'sha256-${hash}'`);
        }
        return policy;
      }),
    );
    expect(new Set(policies).size).toBe(1);
    expect(policies[0]).not.toMatch(/nonce-|unsafe/);
  });

  test("and who fails inside carries them too", async () => {
    const session = { personId: "no id at all", authVersion: 1, meta };
    const { token } = await services.sessions.create(session, Date.parse(services.now()));
    const headers = { cookie: `__Host-quoin_session=${token}`, accept: "text/html" };
    for (const path of ["/trpc/session.mine", "/sign-in"]) {
      const answer = await secure.app.request(`https://quoin.example${path}`, { headers });
      expect(answer.status, path).toBe(500);
      expect(Object.fromEntries(answer.headers), path).toMatchObject({
        "x-content-type-options": "nosniff",
        "strict-transport-security": "max-age=31536000; includeSubDomains",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, no-store",
      });
    }
  });

  test("and a site on http never promises https", async () => {
    expect((await ask("/")).headers.has("strict-transport-security")).toBe(false);
  });
});
