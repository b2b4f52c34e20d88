import fc from "fast-check";

import { bent } from "../bent.ts";
import { expectHeard, type FuzzedSite, type Leaving } from "../open-site.ts";

/** Whole requests to doors of every kind, cut and bent at every byte: lines, headers and bodies. */
export async function requests(site: FuzzedSite) {
  const { cookie, origin } = await site.headersOf(site.people.mara.id);
  const draft = await site.as("mara").draft.create({ title: "Here", body: "Words.", slug: "here" });
  await site.as("mara").post.publish(draft);
  const bytes = Buffer.from("0123456789");
  const { parts } = await site.services.blobs.begin(
    "incoming/01990000-0000-7000-8000-000000000001",
    { type: "text/plain", bytes: bytes.length },
    { expiresInSeconds: 600 },
  );
  const signed = new URL(parts[0]?.url ?? "").pathname;
  const key = "media/01990000-0000-7000-8000-000000000001/file.txt";
  const facts = { type: "text/plain", cache: "immutable", maxBytes: 10 } as const;
  await site.services.blobs.put(key, new Blob([bytes]).stream(), facts);

  const mine = `Cookie: ${cookie}\r\nOrigin: ${origin}\r\nSec-Fetch-Site: same-origin\r\n`;
  const posted = (path: string, type: string, body: string) =>
    `POST ${path} HTTP/1.1\r\nHost: localhost:3000\r\n${mine}Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const whole = [
    `GET /here HTTP/1.1\r\nHost: localhost:3000\r\nAccept: text/html\r\nAccept-Encoding: gzip, br;q=0.5\r\nIf-None-Match: W/"x", *\r\nX-Forwarded-For: 192.0.2.1, [2001:db8::1]:80\r\n\r\n`,
    `HEAD /feed.xml HTTP/1.1\r\nHost: localhost:3000\r\n\r\nGET /archive?after=2026-05-12T09:00:00.000Z_01990000-0000-7000-8000-000000000001 HTTP/1.1\r\nHost: localhost:3000\r\n\r\n`,
    `GET /${key} HTTP/1.1\r\nHost: localhost:3000\r\nRange: bytes=2-5\r\nIf-Range: "${key}"\r\n\r\n`,
    `GET /favicon.svg HTTP/1.1\r\nHost: localhost:3000\r\nRange: bytes=-5\r\n\r\n`,
    `GET /trpc/session.mine HTTP/1.1\r\nHost: localhost:3000\r\nQuoin-Person: ${site.people.mara.id}\r\n${mine}\r\n`,
    posted("/trpc/draft.create", "application/json", '{"title":"é","body":"words"}'),
    posted("/setup", "application/x-www-form-urlencoded", "token=a%20b&x=%C3%A9"),
    posted("/auth/sign-out", "application/x-www-form-urlencoded", ""),
    `PUT ${signed} HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: text/plain\r\nIf-None-Match: *\r\nContent-Length: ${bytes.length}\r\n\r\n${String(bytes)}`,
    "GET /desk HTTP/1.0\r\nHost: 127.0.0.1:3000\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nExpect: 100-continue\r\n\r\n",
  ];
  const tokens = [
    "HTTP/1.1\r\n",
    "Content-Length: 9\r\n",
    "Transfer-Encoding: chunked\r\n",
    "bytes=",
    "5-2",
    "0-0,2-3",
    "Host: [\r\n",
    "Cookie: a=b\r\n",
  ];
  const bentRequests = fc.oneof(...whole.map((one) => bent(Buffer.from(one), tokens)));
  const leavings = fc.constantFrom<Leaving>(
    "ends",
    "ends",
    "ends",
    "ends",
    "waits",
    "hangs up",
    "resets",
  );
  return fc.asyncProperty(bentRequests, leavings, async (request, leaving) => {
    // A line that is kept open for another request is closed by whoever asked.
    const isPatient = leaving === "waits" && request.includes("Connection: close");
    expectHeard(
      await site.say(request, isPatient ? "waits" : leaving === "waits" ? "ends" : leaving),
    );
  });
}
