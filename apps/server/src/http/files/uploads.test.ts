import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";

import { serve } from "@hono/node-server";
import { openWorld } from "@quoin/api/testing";
import type { FormUpload } from "@quoin/model";
import { afterAll, expect, test } from "vitest";

import { headersOf, mediaApp } from "../../testing/media-app.ts";

const { as, services, people } = await openWorld();
const app = mediaApp(services);
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const address = "http://localhost:3000/api/uploads";
const post = (body: BodyInit, headers: Record<string, string>) =>
  app.request(address, { method: "POST", body, headers });
const mara = () => headersOf(services, people.mara.id);
const fileOf = (bytes: BlobPart, name: string, type: string) => new File([bytes], name, { type });
const form = (...files: File[]) => {
  const data = new FormData();
  for (const file of files) data.append("files", file);
  return data;
};
const codeOf = async (answer: Response) => {
  const { refusal } = (await answer.json()) as { refusal: { code: string } };
  return [answer.status, refusal.code];
};
const part = (head: string, body = "x") => `--b\r\n${head}\r\n\r\n${body}\r\n`;
const disposition = 'Content-Disposition: form-data; name="files"; filename="a.txt"';
const incoming = async () => {
  const keys: string[] = [];
  for await (const { key } of services.blobs.list("incoming/")) keys.push(key);
  return keys;
};

test("every file of a form has its own answer, in their order", async () => {
  const large = new Uint8Array(services.site.maxImageBytes + 1);
  const sent = form(
    fileOf(dot, "Ponte 25.png", "image/png"),
    fileOf(large, "large.png", "image/png"),
    fileOf("<script>", "page.html", "text/html"),
    fileOf("a;b", "table.csv", "text/csv"),
  );
  const answer = await post(sent, await mara());
  expect(answer.status).toBe(200);
  const [first, ...others] = (await answer.json()) as FormUpload[];
  expect(first).toMatchObject({
    file_name: "Ponte 25.png",
    content_type: "image/png",
    successful: true,
  });
  expect(first?.url).toBe(`http://localhost:3000/media/${first?.key}`);
  expect(others).toEqual([
    {
      key: "",
      url: "",
      file_name: "large.png",
      content_type: "image/png",
      successful: false,
      error: "That file is larger than Quoin accepts.",
    },
    expect.objectContaining({
      successful: false,
      error: "Quoin does not accept files of that type.",
    }),
    expect.objectContaining({ file_name: "table.csv", successful: true }),
  ]);
  expect(await incoming()).toEqual([]);
  const shown = await app.request(first?.url ?? "");
  expect((await app.request(shown.headers.get("location") ?? "")).status).toBe(200);
});

test.each([
  ["abc\u202Evsc.exe.csv", "abcvsc.exe.csv"],
  ["re\u0301sume\u0301\u200B.csv", "résumé.csv"],
  ["😀".repeat(300), "😀".repeat(100)],
  ["folder/nul.csv", "nul_.csv"],
  ["..", "file"],
])("a file sent as %j is called %j, by whichever door it comes", async (sent, name) => {
  const headers = await mara();
  const words = "a;b";
  const answer = await post(form(fileOf(words, sent, "text/csv")), headers);
  const [{ file_name, key } = { file_name: "", key: "" }] = (await answer.json()) as FormUpload[];
  expect([file_name, (await as("mara").media.read({ id: key })).name]).toEqual([name, name]);
  const sha256 = createHash("sha256").update(words).digest("hex");
  const announced = { name: sent, type: "text/csv", bytes: words.length, sha256 };
  expect(await as("mara").media.begin(announced)).toMatchObject({ media: { name } });
});

const csv = (name: string) =>
  part(`${disposition.replace("a.txt", name)}\r\nContent-Type: text/csv`);

test("a file whose name is no UTF-8 is refused, and the others of its form are not", async () => {
  const body = Buffer.from(`${csv("caf\xe9.csv")}${csv("b.csv")}--b--\r\n`, "latin1");
  const headers = { ...(await mara()), "content-type": "multipart/form-data; boundary=b" };
  expect(await (await post(body, headers)).json()).toMatchObject([
    { successful: false, error: "The name of that file is not UTF-8. Give it another one." },
    { successful: true, file_name: "b.csv" },
  ]);
});

test("a form of somebody else's page stores nothing", async () => {
  const headers = { ...(await mara()), "quoin-person": people.ada.id };
  const answer = await post(form(fileOf(dot, "a.png", "image/png")), headers);
  expect(await codeOf(answer)).toEqual([401, "session_other"]);
});

test("a form from nobody, from a reader or from another site stores nothing", async () => {
  const origin = services.site.url;
  expect(await codeOf(await post(form(fileOf(dot, "a.png", "image/png")), { origin }))).toEqual([
    401,
    "not_signed_in",
  ]);
  const stale = { origin, cookie: `quoin_session_dev=${"a".repeat(43)}` };
  expect((await post(form(fileOf(dot, "a.png", "image/png")), stale)).status).toBe(401);
  const rui = await headersOf(services, people.rui.id);
  expect(await codeOf(await post(form(fileOf(dot, "a.png", "image/png")), rui))).toEqual([
    403,
    "not_allowed",
  ]);
  const elsewhere = { ...(await mara()), origin: "https://elsewhere.test" };
  expect(await codeOf(await post(form(fileOf(dot, "a.png", "image/png")), elsewhere))).toEqual([
    403,
    "cross_site",
  ]);
  expect(await incoming()).toEqual([]);
});

test.each<[string, string, string, number]>([
  ["no boundary", "multipart/form-data", part(disposition), 415],
  ["another type", "application/json", "{}", 415],
  [
    "no file",
    "multipart/form-data; boundary=b",
    `${part('Content-Disposition: form-data; name="t"')}--b--\r\n`,
    422,
  ],
  ["an empty body", "multipart/form-data; boundary=b", "", 422],
  [
    "a boundary of 5 KB",
    `multipart/form-data; boundary=${"b".repeat(5000)}`,
    part(disposition),
    422,
  ],
  [
    "10 000 fields",
    "multipart/form-data; boundary=b",
    part('Content-Disposition: form-data; name="t"').repeat(10_000),
    413,
  ],
  ["no final boundary", "multipart/form-data; boundary=b", part(disposition).slice(0, -8), 422],
  [
    "a header without colon",
    "multipart/form-data; boundary=b",
    `${part("Content-Disposition form-data")}--b--`,
    400,
  ],
  [
    "a nested name",
    "multipart/form-data; boundary=b",
    `${part(disposition.replace("files", `files${"[a]".repeat(1000)}`))}--b--`,
    422,
  ],
  [
    "a file without a name",
    "multipart/form-data; boundary=b",
    `${part(disposition.replace("a.txt", ""))}--b--`,
    422,
  ],
])("a form with %s is refused, and nothing is left of it", async (_, type, body, status) => {
  const answer = await post(body, { ...(await mara()), "content-type": type });
  const answered = answer.status === 200 ? ((await answer.json()) as FormUpload[]) : [];
  // A file cut short was tried, so the form is answered; the file is not.
  if (answer.status === 200) expect(answered).toMatchObject([{ successful: false }]);
  else expect(answer.status).toBe(status);
  expect(await incoming()).toEqual([]);
});

test("the next form is read as if there had been no other", async () => {
  const answer = await post(form(fileOf("a;b", "t.csv", "text/csv")), await mara());
  expect(await answer.json()).toMatchObject([{ successful: true }]);
});

const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
afterAll(() => void server.close());

test("a sender that goes away in the middle leaves no file, row, part or open file", async () => {
  const headers = await mara();
  const before = await openFiles();
  for (let round = 0; round < 20; round += 1) await sendHalf(headers);
  await expect.poll(incoming).toEqual([]);
  await expect.poll(openFiles).toBeLessThan(before + 10);
  const again = async () => (await post(form(fileOf("a", "t.csv", "text/csv")), headers)).status;
  await expect.poll(again).toBe(200);
});

const openFiles = async () => (await readdir("/proc/self/fd").catch(() => [])).length;

test.each([
  ["that has no colon", "X\r\n\r\n"],
  ["of 20 KB", `X: ${"x".repeat(20_000)}`],
])("a part header %s is answered while its sender waits, and the site lives", async (_, header) => {
  const headers = await mara();
  const whole = part(`${disposition}\r\nContent-Type: text/plain`);
  const lonely = await sayAndWait(headers, `--b\r\n${header}`);
  expect(lonely).toMatch(/^HTTP\/1\.1 400 /);
  expect(lonely).toContain('"code":"form_malformed"');
  const second = await sayAndWait(headers, `${whole}--b\r\n${header}`);
  expect(second).toMatch(/^HTTP\/1\.1 200 /);
  expect(second).toContain('"file_name":"a.txt"');
  expect((await post(form(fileOf("a", "t.csv", "text/csv")), headers)).status).toBe(200);
});

/** Sends a part of a form whose end never comes, and gives what is answered until the line is cut. */
async function sayAndWait(headers: Record<string, string>, text: string): Promise<string> {
  const socket = beginForm(headers);
  socket.write(text);
  let heard = "";
  for await (const chunk of socket) heard += String(chunk);
  return heard;
}

/** Sends the head of a form and some of a file that never ends, then hangs up. */
async function sendHalf(headers: Record<string, string>): Promise<void> {
  const socket = beginForm(headers);
  const file = part(
    disposition.replace("a.txt", "a.zip") + "\r\nContent-Type: application/zip",
    "",
  );
  socket.write(file);
  await new Promise((sent) => socket.write(Buffer.alloc(9_000_000), sent));
  socket.destroy();
}

/** A connection on which a form of 50 MB has been announced. */
function beginForm(headers: Record<string, string>): Socket {
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("not listening yet");
  const socket = connect(at.port, "127.0.0.1");
  const lines = [
    "POST /api/uploads HTTP/1.1",
    `Host: localhost:3000`,
    `Cookie: ${headers["cookie"]}`,
    `Origin: ${headers["origin"]}`,
    "Content-Type: multipart/form-data; boundary=b",
    "Content-Length: 50000000",
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return socket;
}
