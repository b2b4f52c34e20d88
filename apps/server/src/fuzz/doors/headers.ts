import fc from "fast-check";

import { bentText } from "../bent.ts";
import { expectWords, type FuzzedSite } from "../open-site.ts";

/** What a header may hold at all; the rest Node refuses before us. */
const sendable = (text: string) =>
  Buffer.from(text)
    .toString("latin1")
    .replace(/[^\x20-\x7E\x80-\xFF]/g, "")
    .trim();

/** Headers that are read, with what they should hold, bent; at doors that read them. */
export async function headers(site: FuzzedSite) {
  const { cookie } = await site.headersOf(site.people.mara.id);
  const key = "media/01990000-0000-7000-8000-000000000002/file.txt";
  const facts = { type: "text/plain", cache: "immutable", maxBytes: 10 } as const;
  await site.services.blobs.put(key, new Blob(["0123456789"]).stream(), facts);
  const right = {
    cookie: `${cookie}; quoin_oauth_dev=${"m".repeat(43)}`,
    range: "bytes=2-5",
    "if-range": `"${key}"`,
    "if-none-match": `W/"a", "${key}", *`,
    accept: "text/html, application/json;q=0.1",
    "accept-encoding": "br;q=1.0, gzip;q=0.5, *;q=0",
    "content-type": "application/json; charset=utf-8",
    "content-length": "2",
    origin: site.services.site.url,
    "sec-fetch-site": "same-origin",
    "x-forwarded-for": "192.0.2.1, [2001:db8::1]:443",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
    "quoin-person": site.people.mara.id,
    authorization: "Bearer x.y",
    host: "localhost:3000",
    "trpc-accept": "application/jsonl",
  };
  const some = fc.record(
    Object.fromEntries(
      Object.entries(right).map(([name, value]) => [
        name,
        fc.oneof(fc.constant(value), bentText(value)),
      ]),
    ),
    { requiredKeys: [] },
  );
  const places = fc.constantFrom(
    ["GET", "/"],
    ["GET", `/${key}`],
    ["HEAD", `/${key}`],
    ["GET", "/favicon.svg"],
    ["GET", "/sign-in"],
    ["GET", "/auth/local"],
    ["POST", "/auth/sign-out"],
    ["GET", "/trpc/session.mine"],
    ["POST", "/trpc/draft.create"],
    ["POST", "/api/uploads"],
    ["GET", "/search?q=a"],
    ["GET", "/desk"],
    ["GET", "/feed.json"],
  ) as fc.Arbitrary<[string, string]>;
  return fc.asyncProperty(places, some, async ([method, path], bentHeaders) => {
    const sent = Object.entries(bentHeaders).map(([name, value]): [string, string] => [
      name,
      sendable(String(value)),
    ]);
    const body = method === "POST" ? { body: "{}" } : {};
    site.door.logged.length = 0;
    const answer = await site.app.request(site.services.site.url + path, {
      method,
      headers: sent,
      ...body,
    });
    expectWords(answer.status, (await answer.text()) + JSON.stringify(site.door.logged));
  });
}
