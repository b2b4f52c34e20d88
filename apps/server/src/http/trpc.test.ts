import { quoinRouter } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import { localProvider } from "@quoin/drivers/embedded";
import { Hono } from "hono";
import { expect, test } from "vitest";

import { doorOver } from "../testing/door.ts";
import { answerError } from "./answer-error.ts";
import { uploadRoutes } from "./files/uploads.ts";
import type { Env } from "./request/door.ts";
import { gate } from "./request/gate.ts";
import { requestLog } from "./request/request-log.ts";
import { trpcRoutes } from "./trpc.ts";

const { as, services, clock, people } = await openWorld();
const ours = "http://localhost:3000";
const issuer = "http://127.0.0.1:9";
const identity = localProvider({ clientId: "q", clientSecret: "s", redirectUri: ours, issuer });
const door = doorOver(services, identity);
const app = new Hono<Env>()
  .use(requestLog(door.log))
  .use(gate(door))
  .route("/", trpcRoutes(door))
  .route("/", uploadRoutes(door))
  .onError(answerError(door));

const json = { "content-type": "application/json", origin: ours };
const minute = 60_000;
const meta = { browser: "Firefox", system: "Linux", address: "192.0.2.0/24" };

async function signedIn() {
  const session = { personId: people.mara.id, authVersion: 1, meta };
  const { token } = await services.sessions.create(session, Date.parse(services.now()));
  return { cookie: `quoin_session_dev=${token}`, token };
}

const mine = (cookie: string) => app.request(`${ours}/trpc/session.mine`, { headers: { cookie } });
const look = (cookie: string) => {
  const input = encodeURIComponent('{"passive":true}');
  return app.request(`${ours}/trpc/session.mine?input=${input}`, { headers: { cookie } });
};
const rename = (headers: Record<string, string>, body: unknown = { name: "Mara S." }) =>
  app.request(`${ours}/trpc/person.updateMe`, {
    method: "POST",
    headers: { ...json, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
/** What the audit log holds of doubled cookies, as its owner sees it. */
async function doublings() {
  const { items } = await as("ada").audit.list({ limit: 100 });
  return items.filter(({ action }) => action === "session_doubled");
}
const refusalIn = async (answer: Response) => {
  const { error } = (await answer.json()) as { error: { data: { refusal: { code: string } } } };
  return [answer.status, error.data.refusal.code];
};

test("every answer carries the id that finds its request in the log", async () => {
  for (const answer of [await mine(""), await rename({})]) {
    const id = answer.headers.get("x-request-id");
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(door.logged)).toContain(id);
  }
});

test("S-36: every answer is private and not to be kept", async () => {
  for (const answer of [await mine(""), await rename({})]) {
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("a session's cookie is renewed whenever its end moves, once a minute, and only then", async () => {
  const { cookie, token } = await signedIn();
  const renewals: (string | undefined)[] = [];
  for (let at = 1; at <= 4; at++) {
    clock.advance(minute / 2);
    renewals.push((await mine(cookie)).headers.getSetCookie()[0]);
  }
  const renewed = `quoin_session_dev=${token}; Max-Age=3600; Path=/; HttpOnly; SameSite=Strict`;
  expect(renewals).toEqual([undefined, renewed, undefined, renewed]);
});

test("a session's cookie is renewed with a refusal, too: somebody asked", async () => {
  const { cookie } = await signedIn();
  clock.advance(minute);
  const refusedName = await rename({ cookie }, { handle: "teo" });
  expect([refusedName.status, refusedName.headers.getSetCookie().length]).toEqual([409, 1]);
  clock.advance(minute);
  const headers = { cookie, origin: ours, "content-type": "multipart/form-data" };
  const form = { method: "POST", headers, body: "no form" };
  const refusedForm = await app.request(`${ours}/api/uploads`, form);
  expect(refusedForm.status).toBeGreaterThanOrEqual(400);
  expect(refusedForm.headers.getSetCookie()).toHaveLength(1);
});

test("S-06: a page that asks on its own keeps no session alive, and a person who asks does", async () => {
  const { cookie } = await signedIn();
  clock.advance(30 * minute);
  expect(await (await look(cookie)).json()).toMatchObject({
    result: { data: { expiresAt: "2026-05-12T10:00:00.000Z" } },
  });
  expect((await look(cookie)).headers.getSetCookie()).toEqual([]);
  // In one batch the use counts, whatever comes first.
  const input = encodeURIComponent('{"0":{"passive":true}}');
  const both = `${ours}/trpc/session.mine,session.mine?batch=1&input=${input}`;
  const answer = await app.request(both, { headers: { cookie } });
  expect(answer.headers.getSetCookie()).toHaveLength(1);
  expect(await (await look(cookie)).json()).toMatchObject({
    result: { data: { expiresAt: "2026-05-12T10:30:00.000Z" } },
  });
});

test("what needs nobody asks no session store, and renews no cookie", async () => {
  const { cookie } = await signedIn();
  clock.advance(10 * minute);
  const path = `${ours}/trpc/person.byHandle?input=${encodeURIComponent('{"handle":"mara"}')}`;
  const answer = await app.request(path, { headers: { cookie } });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test("S-05: two session cookies are nobody's, whichever is right, and that is noted", async () => {
  const [{ cookie }, { cookie: other }] = [await signedIn(), await signedIn()];
  for (const both of [`${cookie}; ${other}`, `quoin_session_dev=x; ${cookie}`]) {
    const headers = { cookie: both, "x-forwarded-for": "198.51.100.9" };
    expect(await refusalIn(await rename(headers))).toEqual([401, "session_expired"]);
  }
  expect(await doublings()).toMatchObject([
    { address: "198.51.100.0/24", actor: null, requestId: expect.stringMatching(/./) },
  ]);
});

test("S-05: nobody fills the audit log with doubled cookies, from one address or from many", async () => {
  const cookie = "quoin_session_dev=a; quoin_session_dev=b";
  const from = async (address: string) =>
    app.request(`${ours}/trpc/session.mine`, { headers: { cookie, "x-forwarded-for": address } });
  for (const address of ["198.51.100.1", "198.51.100.1", "198.51.100.2"]) await from(address);
  expect(await doublings()).toHaveLength(2);
  await Promise.all(Array.from({ length: 99 }, (_, n) => from(`203.0.113.${n}`)));
  const { length } = await doublings();
  expect([length > 50, length <= 60]).toEqual([true, true]); // other tests here have their share
});

test("S-05: what needs nobody does not even look whether cookies are doubled", async () => {
  const cookie = "quoin_session_dev=a; quoin_session_dev=b";
  const path = `${ours}/trpc/person.byHandle?input=${encodeURIComponent('{"handle":"mara"}')}`;
  expect((await app.request(path, { headers: { cookie } })).status).toBe(200);
  expect(await doublings()).toEqual([]);
});

test.each([
  "",
  ".",
  "a.b",
  "%",
  "%E0%A4%A",
  "x".repeat(5000),
  "🗝",
  `${"a".repeat(22)}:${"b".repeat(43)}`,
])("S-03: the token %j is nobody's, and no error", async (token) => {
  // A header is bytes; browsers and Node send and read them one by one.
  const cookie = Buffer.from(`quoin_session_dev=${token}`).toString("latin1");
  expect(await (await mine(cookie)).json()).toEqual({ result: { data: null } });
  expect(await refusalIn(await rename({ cookie }))).toEqual([401, "session_expired"]);
});

test("a page acts for whom it belongs to, whoever else has signed in beside it", async () => {
  const { cookie } = await signedIn();
  const asSomebody = (id: string) => rename({ cookie, "quoin-person": id });
  for (const other of [people.ada.id, "", "mara", people.mara.id.toUpperCase()]) {
    expect(await refusalIn(await asSomebody(other))).toEqual([401, "session_other"]);
  }
  expect((await asSomebody(people.mara.id)).status).toBe(200);
  const answer = await app.request(`${ours}/trpc/session.mine`, {
    headers: { cookie, "quoin-person": people.ada.id },
  });
  expect(await answer.json()).toMatchObject({ result: { data: { person: { name: "Mara S." } } } });
});

test("nobody with no cookie is not signed in", async () => {
  expect(await refusalIn(await rename({}))).toEqual([401, "not_signed_in"]);
});

test.each(["multipart/form-data; boundary=x", "application/octet-stream", "text/plain", ""])(
  "S-15: a mutation sent as %j is refused and not run",
  async (type) => {
    const { cookie } = await signedIn();
    const answer = await rename({ cookie, "content-type": type }, "--x--");
    expect(await refusalIn(answer)).toEqual([415, "type_unsupported"]);
    expect(await (await mine(cookie)).json()).toMatchObject({
      result: { data: { person: { name: "Mara" } } },
    });
  },
);

test("S-15: JSON is known by its essence", async () => {
  const { cookie } = await signedIn();
  const type = { "content-type": "Application/JSON; charset=utf-8" };
  expect((await rename({ cookie, ...type })).status).toBe(200);
});

test("S-15: another site's page is refused in the shape the client reads", async () => {
  const { cookie } = await signedIn();
  const answer = await rename({ cookie, origin: "https://evil.example" });
  expect(await refusalIn(answer)).toEqual([403, "cross_site"]);
});

test("no GET changes anything, whatever it says of its method", async () => {
  const { cookie } = await signedIn();
  const input = encodeURIComponent('{"name":"Mallory"}');
  const path = `${ours}/trpc/person.updateMe?input=${input}`;
  for (const override of ["", "POST"]) {
    const headers = { cookie, "x-http-method-override": override };
    expect((await app.request(path, { headers })).status).toBeGreaterThanOrEqual(400);
  }
  expect(await (await mine(cookie)).json()).toMatchObject({
    result: { data: { person: { name: "Mara" } } },
  });
});

const batchOf = (size: number) => {
  const paths = Array.from({ length: size }, () => "session.mine").join(",");
  return app.request(`${ours}/trpc/${paths}?batch=1&input=%7B%7D`);
};

test("S-35: a batch of 20 runs, a batch of 21 runs nothing", async () => {
  expect((await batchOf(20)).status).toBe(200);
  expect((await batchOf(21)).status).toBe(400);
  const { cookie } = await signedIn();
  const create = (size: number) => {
    const paths = Array.from({ length: size }, () => "draft.create").join(",");
    const body = JSON.stringify(
      Object.fromEntries(Array.from({ length: size }, (_, n) => [n, {}])),
    );
    const headers = { ...json, cookie };
    return app.request(`${ours}/trpc/${paths}?batch=1`, { method: "POST", headers, body });
  };
  expect((await create(21)).status).toBe(400);
  expect((await as("mara").draft.list({})).items).toEqual([]);
  expect((await create(2)).status).toBe(200);
  expect((await as("mara").draft.list({})).items).toHaveLength(2);
});

test("S-25: a body over 4 MB is refused, announced or not", async () => {
  const { cookie } = await signedIn();
  const big = JSON.stringify({ bio: "x".repeat(4_000_001) });
  const announced = await rename({ cookie, "content-length": String(big.length) }, big);
  expect(await refusalIn(announced)).toEqual([413, "body_too_large"]);
  const chunked = await app.request(`${ours}/trpc/person.updateMe`, {
    method: "POST",
    headers: { ...json, cookie },
    body: new Blob([big]).stream(),
    duplex: "half",
  } as RequestInit);
  expect(await refusalIn(chunked)).toEqual([413, "body_too_large"]);
});

test.each(["{", "[]", '"text"', "null", '{"name":', "[".repeat(100_000)])(
  "S-35: the body %.20j is refused in words",
  async (body) => {
    const { cookie } = await signedIn();
    expect(await refusalIn(await rename({ cookie }, body))).toEqual([400, "input_invalid"]);
  },
);

test("S-32: keys that reach for prototypes reach nothing", async () => {
  const { cookie } = await signedIn();
  const body =
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"bio":"Hi."}';
  expect((await rename({ cookie }, body)).status).toBe(200);
  expect("polluted" in {}).toBe(false);
});

test("S-32: nor at any level of any input, in a body, a batch or an address", async () => {
  const { cookie } = await signedIn();
  const evil = '{"polluted":1}';
  const keys = `"__proto__":${evil},"constructor":{"prototype":${evil}}`;
  const nest = (text: string) => `{${keys},"tags":[{${keys}}],"cover":${text},"posts":${text}}`;
  const input = nest(nest(nest(`{${keys}}`)));
  const { _def: inside } = quoinRouter; // tRPC keeps procedures by their whole names
  const names = Object.keys(inside.procedures);
  expect(names.length).toBeGreaterThan(30);
  for (const [nth, name] of names.entries()) {
    const headers = { ...json, cookie, "x-forwarded-for": `203.0.113.${nth}` };
    const batch = `{"0":${input},${keys}}`;
    const asked = [
      [name, { method: "POST", headers, body: input }],
      [`${name}?batch=1`, { method: "POST", headers, body: batch }],
      [`${name}?input=${encodeURIComponent(input)}`, { headers }],
      [`${name}?batch=1&input=${encodeURIComponent(batch)}`, { headers }],
    ] as const;
    for (const [path, request] of asked) {
      const { status } = await app.request(`${ours}/trpc/${path}`, request);
      expect(status, path).toBeLessThan(500);
      expect("polluted" in {}, path).toBe(false);
    }
  }
});

test("S-32: nor by the names of a form's fields and files", async () => {
  const { cookie } = await signedIn();
  const form = new FormData();
  for (const name of [
    "__proto__",
    "constructor[prototype][polluted]",
    "files.__proto__.polluted",
  ]) {
    form.append(name, "1");
    form.append(name, new File(["x"], "__proto__"));
  }
  const headers = { origin: ours, cookie };
  const answer = await app.request(`${ours}/api/uploads`, { method: "POST", headers, body: form });
  expect(answer.status).toBe(422);
  expect("polluted" in {}).toBe(false);
});

test("S-40: what goes wrong inside is not told outside, only to the log", async () => {
  // No UUID, so the person's row is asked for in a way the database refuses.
  const session = { personId: "no id at all", authVersion: 1, meta };
  const { token } = await services.sessions.create(session, Date.parse(services.now()));
  const answer = await mine(`quoin_session_dev=${token}`);
  const text = await answer.text();
  expect(answer.status).toBe(500);
  expect(JSON.parse(text).error.data.refusal).toEqual({
    code: "internal",
    details: {},
    retry: "later",
  });
  expect(text).not.toMatch(/select|people|uuid|stack|\.ts/i);
  expect(JSON.stringify(door.logged)).toMatch(/stack.*uuid/);
  // What is not told is in the log, and this finds it there.
  const requestId = answer.headers.get("x-request-id");
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.stringify(door.logged)).toContain(requestId);
});

test("whoever is not signed in hears that first, whatever they sent", async () => {
  for (const body of ["", "{", "null"]) {
    expect(await refusalIn(await rename({}, body))).toEqual([401, "not_signed_in"]);
  }
  const { cookie } = await signedIn();
  expect(await refusalIn(await rename({ cookie }, "{"))).toEqual([400, "input_invalid"]);
});

test("who is switched off while their request is on its way changes nothing", async () => {
  const { cookie } = await signedIn();
  const whole = new TextEncoder().encode(JSON.stringify({ title: "Too late" }));
  const body = new ReadableStream(
    {
      async pull(late) {
        await as("ada").person.disable({ id: people.mara.id });
        late.enqueue(whole);
        late.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { ...json, cookie, "content-length": String(whole.length) };
  const init = { method: "POST", headers, body, duplex: "half" };
  const answer = await app.request(`${ours}/trpc/draft.create`, init);
  expect(await refusalIn(answer)).toEqual([401, "session_expired"]);
  expect((await as("ada").draft.list({ whose: "all" })).items).toEqual([]);
});

const ask = async (path: string) => (await app.request(`${ours}/trpc/${path}`)).json();

test("a batch is answered as far as one answer holds, and each long text by itself", async () => {
  const slugs = ["a", "b", "c", "d", "e"];
  for (const slug of slugs) {
    await as("mara").post.publish(await as("mara").draft.create({ title: slug, slug }));
  }
  await services.db.execute("UPDATE revisions SET html = repeat('<br>', 750000)"); // 3 MB each
  const inputs = Object.fromEntries(slugs.map((slug, at) => [at, { slug }]));
  const names = slugs.map(() => "post.bySlug").join();
  const batch = `${names}?batch=1&input=${encodeURIComponent(JSON.stringify(inputs))}`;
  const answers = (await ask(batch)) as { error?: { data: { refusal: { code: string } } } }[];
  const refused = answers.map(({ error }) => error?.data.refusal.code);
  expect(refused.filter((code) => code === undefined)).toHaveLength(2);
  expect(refused.filter((code) => code === "answer_too_large")).toHaveLength(3);
  const one = await ask(`post.bySlug?input=${encodeURIComponent('{"slug":"e"}')}`);
  expect(one).toMatchObject({ result: { data: { title: "e" } } });
});
