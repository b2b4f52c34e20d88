import { execFileSync } from "node:child_process";

import { afterAll, expect, test, vi } from "vitest";

import { openAside } from "./index.ts";

const module = new URL("./work-for-tests.ts", import.meta.url);
const opened: { close: () => Promise<void> }[] = [];
afterAll(() => Promise.all(opened.map((one) => one.close())));

function open(settings: { timeoutMs?: number; idleMs?: number; memoryMb?: number } = {}) {
  const aside = openAside<string, { pid: number; task: string }>({ module, ...settings });
  opened.push(aside);
  return aside;
}
const failed = (reason: string) => expect.objectContaining({ name: "AsideFailed", reason });
const isGone = (pid: number): boolean => {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
};

const killAll = () =>
  execFileSync("pkill", ["-KILL", "-P", String(process.pid), "-f", "work-for-tests"]);

test("work is done in another process, one question after the other", async () => {
  const aside = open();
  const answers = await Promise.all(["a", "b", "c"].map((task) => aside.ask(task)));
  expect(answers.map(({ task }) => task)).toEqual(["a", "b", "c"]);
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1);
  expect(answers[0]?.pid).not.toBe(process.pid);
});

test("what takes too long is ended, and the next question is answered", async () => {
  const aside = open({ timeoutMs: 4000 });
  const [hung, next] = await Promise.allSettled([aside.ask("hang"), aside.ask("next")]);
  expect(hung).toMatchObject({ status: "rejected", reason: failed("late") });
  expect(next).toMatchObject({ status: "fulfilled", value: { task: "next" } });
});

test("a heap that grows without end takes its own process along and no other", async () => {
  const aside = open({ memoryMb: 32 });
  await expect(aside.ask("grow")).rejects.toEqual(failed("gone"));
  expect(await aside.ask("next")).toMatchObject({ task: "next" });
});

test("a process that ends in the middle of its work is asked twice, not for ever", async () => {
  await expect(open().ask("die")).rejects.toEqual(failed("gone"));
});

test("a process that is killed while it starts is asked again", async () => {
  await Promise.all(opened.map((one) => one.close()));
  const answer = open().ask("first");
  await vi.waitFor(killAll, { interval: 5 });
  expect(await answer).toMatchObject({ task: "first" });
});

test("a mistake of the work is told with where it happened, and the process lives on", async () => {
  const aside = open();
  const { pid } = await aside.ask("before");
  await expect(aside.ask("fail")).rejects.toThrow(/TypeError: no such thing\n.*work-for-tests/s);
  expect(await aside.ask("after")).toEqual({ pid, task: "after" });
});

test("a process without work ends, and a later question starts another", async () => {
  const aside = open({ idleMs: 1 });
  const { pid } = await aside.ask("first");
  await expect.poll(() => isGone(pid)).toBe(true);
  expect((await aside.ask("second")).pid).not.toBe(pid);
});

test("work beside this process knows none of its secrets", async () => {
  process.env.QUOIN_TEST_SECRET = "secret";
  expect(await open().ask("environment")).not.toContain("QUOIN_TEST_SECRET");
  delete process.env.QUOIN_TEST_SECRET;
});
