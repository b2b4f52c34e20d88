import { Readable } from "node:stream";

import { openWorld } from "@quoin/api/testing";
import type { CastMember, FormUpload } from "@quoin/model";
import { beforeEach, expect, test } from "vitest";

import { headersOf } from "../testing/media-app.ts";
import { siteApp } from "../testing/site-app.ts";

/*
 * Who hears what at every door that is no procedure, held against the app itself: a door without a
 * row fails. What `/trpc` lets through is in the table of procedures (`api/src/rights.test.ts`).
 */
const { services, as, people } = await openWorld();
const { app } = siteApp(services);
const ours = services.site.url;
const askers = {
  nobody: null,
  reader: "rui",
  writer: "mara",
  editor: "ines",
  owner: "ada",
  "switched off": "teo",
} as const satisfies Record<string, CastMember | null>;
type Asker = keyof typeof askers;

interface Ask {
  path: string;
  body?: () => BodyInit;
}
interface Door extends Ask {
  /** What everybody hears alike, or who hears what. */
  says: number | Record<Asker, number>;
  /** Makes what is asked for, and says where it is. */
  at?: () => Promise<string>;
}

const form = () => {
  const data = new FormData();
  data.append("files", new File(["a;b"], "table.csv", { type: "text/csv" }));
  return data;
};
const slug = "kept";

/** By method and route; the patterns of parameters are left out. */
const doors: Record<string, Door> = {
  "GET /healthz": { path: "/healthz", says: 200 },
  "GET /readyz": { path: "/readyz", says: 200 },
  "GET /assets/:file": { path: "/assets/accent-9c3315-00000000.css", says: 200 },
  "GET /assets/*": { path: "/assets/none.js", says: 404 },
  "GET /:icon": { path: "/favicon.svg", says: 200 },
  "ALL /trpc/*": {
    path: "/trpc/session.list",
    says: { nobody: 401, reader: 200, writer: 200, editor: 200, owner: 200, "switched off": 401 },
  },
  "POST /trpc/*": { path: "/trpc/none", body: () => "{}", says: 415 },
  "POST /api/uploads": {
    path: "/api/uploads",
    body: form,
    says: { nobody: 401, reader: 403, writer: 200, editor: 200, owner: 200, "switched off": 401 },
  },
  // Signed addresses of the disk driver, and nothing else: who asks is not looked at.
  ...(services.blobs.answer && {
    "PUT /blobs/:token": { path: "/blobs/forged", body: () => "a", says: 403 },
  }),
  // An id has 74 random bits; whoever has it was told.
  "GET /media/:id": { path: "/media/01890000-0000-7000-8000-000000000000", says: 404 },
  "GET /media/:id/:variant": {
    path: "/media/01890000-0000-7000-8000-000000000000/master.jpg",
    says: 404,
  },
  "ALL /media/*": { path: "/media/none", says: 404 },
  "GET /sign-in": {
    path: "/sign-in",
    says: { nobody: 200, reader: 303, writer: 303, editor: 303, owner: 303, "switched off": 200 },
  },
  "GET /auth/local": { path: "/auth/local", says: 303 },
  "GET /auth/local/callback": {
    path: `/auth/local/callback?state=${"s".repeat(43)}&code=c`,
    says: 400,
  },
  "POST /auth/sign-out": { path: "/auth/sign-out", says: 204 },
  "ALL /auth/sign-out": { path: "/auth/sign-out", says: 405 },
  "GET /setup": { path: "/setup", says: 303 }, // the site is owned
  "POST /setup": { path: "/setup", body: () => new URLSearchParams({ token: "t" }), says: 403 },
  // A shell without a word in it: what it shows it asks of procedures.
  "GET /desk": { path: "/desk", says: 200 },
  "GET /desk/*": { path: "/desk/settings", says: 200 },
  "GET /feed.xml": { path: "/feed.xml", says: 200 },
  "GET /atom.xml": { path: "/atom.xml", says: 200 },
  "GET /feed.json": { path: "/feed.json", says: 200 },
  "GET /:file": { path: `/${slug}.md`, says: 200 },
  "GET /llms.txt": { path: "/llms.txt", says: 200 },
  "GET /sitemap.xml": { path: "/sitemap.xml", says: 200 },
  "GET /:chunk": { path: "/sitemap-01890000-0000-7000-8000-000000000000.xml", says: 200 },
  "GET /robots.txt": { path: "/robots.txt", says: 200 },
  "GET /preview/:token": { path: "", at: preview, says: 200 },
  "GET /": { path: "/", says: 200 },
  "GET /archive": { path: "/archive", says: 200 },
  "GET /tag/:slug": { path: "/tag/type", says: 200 },
  "GET /author/:handle": { path: "/author/mara", says: 200 },
  "GET /search": { path: "/search?q=kept", says: 200 },
  "GET /privacy": { path: "/privacy", says: 200 },
  "GET /terms": { path: "/terms", says: 200 },
  "GET /:slug": { path: "/hidden", says: 404 }, // a draft, for whoever knows its address
  "GET /*": { path: "/never/was", says: 404 },
  "ALL /*": { path: "/never", says: 404 },
};

async function preview(): Promise<string> {
  const { id } = await as("mara").draft.create({ title: "Shared" });
  return new URL((await as("ines").draft.share({ id })).url).pathname;
}

let cookies: Partial<Record<Asker, Record<string, string>>> = {};
beforeEach(async () => {
  cookies = {};
  for (const [asker, name] of Object.entries(askers)) {
    if (name === null) continue;
    await services.sessions.revokeAll(people[name].id);
    cookies[asker as Asker] = await headersOf(services, people[name].id);
  }
  await as("ada").person.disable({ id: people.teo.id });
  const draft = await as("mara").draft.create({ title: "Kept", slug, tags: ["Type"] });
  await as("mara").post.publish(draft);
  await as("mara").draft.create({ title: "Hidden", slug: "hidden" });
});

const nameOf = ({ method, path }: { method: string; path: string }) =>
  `${method} ${path.replaceAll(/\{.*?\}(?=\/|$)/g, "")}`;

test("every door of the app has a row, and every row a door", () => {
  const routes = app.routes.map(nameOf).filter((name) => name !== "ALL /*"); // middleware, and the last
  const named = new Set([...routes, "ALL /*"]);
  expect([...named].toSorted()).toEqual(Object.keys(doors).toSorted());
});

test.each(Object.entries(doors))("%s", async (name, { path, at, body, says }) => {
  const [method = ""] = name.split(" ");
  const where = at ? await at() : path;
  for (const asker of Object.keys(askers) as Asker[]) {
    const answer = await app.request(ours + where, {
      method: method === "ALL" ? (name === "ALL /*" ? "DELETE" : "GET") : method,
      headers: { origin: ours, ...cookies[asker] },
      ...(body === undefined ? {} : { body: body() }),
    });
    expect(answer.status, asker).toBe(typeof says === "number" ? says : says[asker]);
  }
});

test("a form whose sender is made a reader between two files keeps the first alone", async () => {
  const boundary = "--quoin";
  const part = (nth: number) =>
    `${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${nth}.csv"\r\nContent-Type: text/csv\r\n\r\na;b\r\n`;
  async function* parts(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(part(1) + boundary); // the first is whole when the next begins
    await expect.poll(stored).toBe(1);
    await as("ada").person.setRole({ id: people.mara.id, role: "reader" });
    yield Buffer.from(part(2).slice(boundary.length) + `${boundary}--\r\n`);
  }
  const init = {
    method: "POST",
    headers: {
      origin: ours,
      ...cookies.writer,
      "content-type": `multipart/form-data; boundary=${boundary.slice(2)}`,
    },
    body: Readable.toWeb(Readable.from(parts())) as ReadableStream,
    duplex: "half",
  };
  const answer = await app.request(`${ours}/api/uploads`, init);
  const files = (await answer.json()) as FormUpload[];
  expect(files.map(({ successful }) => successful)).toEqual([true, false]);
  expect(await stored()).toBe(1);
});

const stored = async () => {
  const { rows } = await services.db.execute("SELECT 1 FROM media");
  return rows.length;
};

test("a private link is dead for everybody once its maker is switched off", async () => {
  const path = await preview();
  await as("ada").person.disable({ id: people.ines.id });
  for (const asker of Object.keys(askers) as Asker[]) {
    const answer = await app.request(ours + path, { headers: cookies[asker] ?? {} });
    expect(answer.status, asker).toBe(404);
  }
});
