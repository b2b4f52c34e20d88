import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";

import { expect, type Page } from "@playwright/test";

import { signInAs } from "./sign-in.ts";
import { journey, type Site, startScript } from "./site.ts";

const test = journey();

/** Calls a procedure with the page's cookies, and answers its data. */
async function call<Data>(page: Page, site: Site, procedure: string, input: object): Promise<Data> {
  const answer = await page.request.post(`${site.url}/trpc/${procedure}`, {
    data: input,
    headers: { origin: site.url },
  });
  expect(answer.status()).toBe(200);
  const body = await answer.json();
  return body.result.data;
}

test("no acknowledged save is lost, however often the process is killed", async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, "Mara");
  const draft = await call<{ id: string; version: number }>(page, site, "draft.create", {});
  let acknowledged = draft.version;

  for (let round = 0; round < 6; round++) {
    let dead: Promise<void> | undefined;
    for (let saves = 0; ; saves++) {
      // In the middle of a save: a little later in every round.
      if (saves === 3) dead = wait(round * 3).then(site.kill);
      const text = { id: draft.id, version: acknowledged, body: `save ${acknowledged + 1}` };
      const saved = await call<{ version: number }>(page, site, "draft.save", text).catch(
        () => null,
      );
      if (!saved) break; // killed before it answered
      acknowledged = saved.version;
    }
    await dead;
    await site.start();
    const input = encodeURIComponent(JSON.stringify({ id: draft.id }));
    const answer = await page.request.get(`${site.url}/trpc/draft.read?input=${input}`);
    const { result } = await answer.json();
    // The save in flight may have been stored without having been acknowledged; none before it may be missing.
    expect([acknowledged, acknowledged + 1]).toContain(result.data.version);
    expect(result.data.text.body).toBe(`save ${result.data.version}`);
    acknowledged = result.data.version;
  }
  expect(acknowledged).toBeGreaterThan(10);
});

test("a second process on the same folder says so and harms nothing", async ({ page, site }) => {
  const second = spawn(process.execPath, [startScript], {
    env: { ...process.env, QUOIN_DATA: site.folder, PORT: "1", LOG_LEVEL: "error" },
  });
  const [said, code] = await Promise.all([readText(second), codeOf(second)]);
  expect(said).toContain("is in use by another Quoin process");
  expect(code).toBe(1);
  expect((await page.request.get(site.url)).status()).toBe(200);
});

test("SIGTERM finishes the request in flight", async ({ site }) => {
  const socket = connect(Number(new URL(site.url).port), "127.0.0.1");
  await once(socket, "connect");
  const body = JSON.stringify({ 0: {} });
  const head = `POST /trpc/draft.create HTTP/1.1\r\nHost: ${new URL(site.url).host}\r\nOrigin: ${site.url}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  socket.write(head);
  await wait(100);
  const stopped = site.stop();
  await wait(100);
  socket.write(body);
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toContain("not_signed_in"); // an answer, and the right one
  await stopped;
});

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function readText(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stderr ?? []) text += String(chunk);
  return text;
}

async function codeOf(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, "exit");
  return code;
}
