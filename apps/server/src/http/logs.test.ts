import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";

import type { Services } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import { openDiskBlobs } from "@quoin/drivers/embedded";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";

import { openServer } from "../open-server.ts";
import { openFolders } from "../testing/folders.ts";
import { headersOf } from "../testing/media-app.ts";
import { siteApp } from "../testing/site-app.ts";

const { services, people, as } = await openWorld();
const ours = services.site.url;
const makeFolder = openFolders();

/** What nobody may find in a log or an answer, however it came into an error. */
const secrets = {
  words: "a sentence of the draft",
  address: "mara@quoin.test",
  token: "dG9rZW4tb2Ytc29tZWJvZHktZWxzZS1lbnRpcmVseQ",
  statement: "insert into",
  path: "/srv/quoin/data/blobs",
  signed: "https://bucket.test/key?X-Amz-Signature=0a1b2c3d",
};
const told = (text: string) =>
  [...Object.values(secrets), process.cwd(), "node_modules", "file:", "/src/"].filter((one) =>
    text.toLowerCase().includes(one.toLowerCase()),
  );

/** An error as stores throw them: with everything they know in it. */
function failure(): Error {
  const { words, address, token, statement, path, signed } = secrets;
  const cause = Object.assign(
    new Error(`ENOENT: no such file, open '${path}/x'\n    at ${words} (${path}/a.js:1:2)`),
    { code: "EIO", path, detail: `Key (email)=(${address})`, query: statement },
  );
  const said = `invalid input: "${words} "${token}" ${address}", see ${signed} or ${path} for ${token}`;
  const wrapped = new Error(said, { cause });
  return new Error(`Failed query: ${statement} posts\nparams: ${words},${address}`, {
    cause: wrapped,
  });
}

/** A store of which everything fails. */
const failing = <Store extends object>(store: Store): Store =>
  new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value !== "function" ? value : () => Promise.reject(failure());
    },
  });
/** A database that fails at once, whatever is built of it. */
const failingDb = new Proxy(services.db, {
  get: () => () => {
    throw failure();
  },
});

type StoreName = "db" | "sessions" | "once" | "limits" | "blobs" | "images" | "jobs";
const stores: Record<StoreName, Partial<Services>> = {
  db: { db: failingDb },
  sessions: { sessions: failing(services.sessions) },
  once: { once: failing(services.once) },
  limits: { limits: failing(services.limits) },
  blobs: { blobs: failing(services.blobs) },
  images: { images: failing(services.images) },
  jobs: { jobs: failing(services.jobs) },
};

const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
let headers: Record<string, string>;
let draft: { id: string; version: number };
let signed = "";
beforeEach(async () => {
  headers = await headersOf(services, people.mara.id);
  draft = await as("mara").draft.create({ title: "Here", body: secrets.words, slug: "here" });
  const begun = await as("mara").media.begin({ name: "a.txt", type: "text/plain", bytes: 3 });
  signed = begun.state === "pending" ? (begun.parts[0]?.url ?? "") : "";
});

/** Something at every door. */
function requests(): [path: string, init?: RequestInit][] {
  const json = { method: "POST", headers: { ...headers, "content-type": "application/json" } };
  const form = new FormData();
  form.append("files", new File([Buffer.from(dot, "base64")], "a.png", { type: "image/png" }));
  const token = new URLSearchParams({ token: secrets.token });
  const state = "s".repeat(43);
  const at = new Date(Date.parse(services.now()) + 86_400_000).toISOString();
  return [
    ["/", { headers: { accept: "text/html" } }],
    ["/here", { headers: { accept: "text/html" } }],
    ["/here.md"],
    [`/search?q=${encodeURIComponent(secrets.words)}`],
    ["/feed.xml"],
    ["/sitemap.xml"],
    ["/never-was"],
    [`/preview/${secrets.token}`],
    ["/media/01990000-0000-7000-8000-000000000001"],
    ["/media/01990000-0000-7000-8000-000000000001/master.png"],
    ["/media/01990000-0000-7000-8000-000000000001/master.png", { method: "HEAD" }],
    [
      signed,
      {
        method: "PUT",
        body: "abc",
        headers: { "content-type": "text/plain", "if-none-match": "*" },
      },
    ],
    ["/sign-in", { headers }],
    [`/sign-in?invite=${secrets.token}x`, { headers }],
    ["/auth/local", { headers }],
    [`/auth/local/callback?state=${state}&code=${secrets.token}`, { headers }],
    ["/setup"],
    ["/setup", { method: "POST", headers: { origin: ours }, body: token }],
    ["/desk"],
    ["/readyz"],
    ["/trpc/session.mine", { headers }],
    ["/trpc/post.list?input=%7B%7D"],
    ["/trpc/draft.create", { ...json, body: JSON.stringify({ title: "T", body: secrets.words }) }],
    ["/trpc/post.publish", { ...json, body: JSON.stringify({ ...draft, at }) }],
    ["/trpc/media.begin", { ...json, body: '{"name":"b.txt","type":"text/plain","bytes":4}' }],
    ["/api/uploads", { method: "POST", headers, body: form }],
    ["/auth/sign-out", { method: "POST", headers }],
  ];
}

test.each(Object.entries(stores))(
  "nothing is told of inside when %s fails",
  async (name, broken) => {
    const { app, door } = siteApp({ ...services, ...broken });
    let failed = 0;
    for (const [path, init] of requests()) {
      const answer = await app.request(new URL(path, ours), init);
      const text = JSON.stringify([...answer.headers]) + (await answer.text());
      if (answer.status >= 500) failed += 1;
      // A page shows its own words, and the way on.
      if (answer.status >= 400) expect(told(text), path).toEqual([]);
    }
    expect(told(JSON.stringify(door.logged))).toEqual([]);
    const errors = door.logged.filter(({ event }) => event !== "request");
    if (name !== "jobs" && name !== "images") expect(failed).toBeGreaterThan(0);
    expect(errors.length).toBeGreaterThan(0);
  },
);

test("what a store stops sending in the middle ends its connection, and is in the log", async () => {
  const folder = await makeFolder();
  const blobs = openDiskBlobs({ folder, secret: "s", baseUrl: ours });
  const key = "media/01990000-0000-7000-8000-000000000001/file.txt";
  await mkdir(`${folder}/objects/${key}`, { recursive: true }); // where a file should be
  await mkdir(dirname(`${folder}/facts/${key}`), { recursive: true });
  await writeFile(`${folder}/facts/${key}.json`, '{"type":"text/plain"}');
  const { app, door, pages } = siteApp({ ...services, blobs });
  const server = openServer(app.fetch, { pages }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const printed = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => {
    printed.mockRestore();
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  const answer = await fetch(`http://127.0.0.1:${port}/${key}`);
  await expect(answer.text()).rejects.toThrow("terminated");
  expect(printed).not.toHaveBeenCalled();
  const [cut] = door.logged.filter(({ event }) => event === "answer cut off");
  expect(cut?.facts).toMatchObject({ code: "EISDIR" });
  expect(told(JSON.stringify(cut))).toEqual([]);
});

test("what the database itself says of a failure is told by its code and its place alone", async () => {
  const { app, door } = siteApp(services);
  await services.db.execute("ALTER TABLE drafts RENAME COLUMN body TO taken");
  try {
    const body = JSON.stringify({ title: "T", body: secrets.words });
    const json = { ...headers, "content-type": "application/json" };
    const answer = await app.request(`${ours}/trpc/draft.create`, {
      method: "POST",
      headers: json,
      body,
    });
    expect(answer.status).toBe(500);
  } finally {
    await services.db.execute("ALTER TABLE drafts RENAME COLUMN taken TO body");
  }
  const [failed] = door.logged.filter(({ event }) => event === "procedure failed");
  expect(told(JSON.stringify(failed))).toEqual([]);
  expect(failed?.facts).toMatchObject({
    error: "a statement failed",
    stack: expect.stringMatching(/^at .*\.ts:\d+:\d+/m),
    cause: { code: "42703", error: expect.stringContaining("does not exist") },
  });
});
