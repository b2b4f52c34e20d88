import fc from "fast-check";
import { expect } from "vitest";

import { bent } from "../bent.ts";
import { expectHeard, type FuzzedSite, type Leaving } from "../open-site.ts";

const part = (head: string, words: string) => `--b\r\n${head}\r\n\r\n${words}\r\n`;
const form =
  part(
    'Content-Disposition: form-data; name="files"; filename="a.txt"\r\nContent-Type: text/plain',
    "one",
  ) +
  part('Content-Disposition: form-data; name="note"', "to myself") +
  part(
    "Content-Disposition: form-data; name=\"files\"; filename*=UTF-8''%C3%A9.csv\r\nContent-Type: text/csv",
    "a;b",
  ) +
  "--b--\r\n";
const tokens = [
  "--b",
  "--b--",
  "\r\n\r\n",
  "Content-Type: image/png",
  'filename="',
  "\xff\xfe",
  "X",
];

/** Forms of uploads, cut and bent at every byte, and senders who leave at every moment. */
export async function forms(site: FuzzedSite) {
  const { cookie, origin } = await site.headersOf(site.people.mara.id);
  const leavings = fc.constantFrom<Leaving>("ends", "ends", "ends", "waits", "hangs up", "resets");
  const lengths = fc.constantFrom<"right" | "chunked" | number>(
    "right",
    "right",
    "chunked",
    10,
    1_000_000,
  );

  return fc.asyncProperty(
    bent(Buffer.from(form), tokens),
    leavings,
    lengths,
    async (body, leaving, length) => {
      const announced =
        length === "chunked"
          ? "Transfer-Encoding: chunked"
          : `Content-Length: ${length === "right" ? body.length : length}`;
      const head = `POST /api/uploads HTTP/1.1\r\nHost: localhost:3000\r\nCookie: ${cookie}\r\nOrigin: ${origin}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\n${announced}\r\n\r\n`;
      const chunk = length === "chunked" ? `${body.length.toString(16)}\r\n` : "";
      const heard = await site.say(Buffer.concat([Buffer.from(head + chunk), body]), leaving);
      expectHeard(heard);
      // What is said to be there, is.
      for (const [, id] of heard.matchAll(/"key":"([^"]+)"/g)) {
        expect(await site.as("mara").media.read({ id: id ?? "" })).toMatchObject({ id });
      }
    },
  );
}
