import { emptyText as text, QuoinError, SaveDraft, type SaveOutcome } from "@quoin/model";
import { TRPCClientError } from "@trpc/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { isUnsaved } from "./autosave.ts";
import { Autosaver } from "./autosaver.ts";
import { indicatorOf } from "./indicator.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

/** A server that answers when told to. */
function openDesk() {
  const waiting: {
    changes: object;
    answer: (outcome: SaveOutcome) => void;
    fail: (error?: unknown) => void;
  }[] = [];
  const saver = new Autosaver({
    stored: { version: 1, text },
    savedAt: 0,
    send: (changes) =>
      new Promise((resolve, reject) => {
        waiting.push({
          changes,
          answer: resolve,
          fail: (error = new Error("no network")) => reject(error),
        });
      }),
  });
  return { saver, waiting };
}

test("words typed during a save follow it, and never travel beside it", async () => {
  const { saver, waiting } = openDesk();
  saver.type({ body: "a" });
  await vi.advanceTimersByTimeAsync(1000);
  saver.type({ body: "ab" });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(waiting.map(({ changes }) => changes)).toEqual([{ version: 1, body: "a" }]);
  waiting[0]?.answer({ outcome: "saved", version: 2 });
  await vi.advanceTimersByTimeAsync(0);
  expect(waiting[1]?.changes).toEqual({ version: 2, body: "ab" });
});

test("settling waits until the very last word is acknowledged", async () => {
  const { saver, waiting } = openDesk();
  const heard = vi.fn<(isSaved: boolean) => void>();
  saver.type({ body: "a" });
  void saver.settle().then(heard);
  saver.type({ body: "ab" });
  waiting[0]?.answer({ outcome: "saved", version: 2 });
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).not.toHaveBeenCalled();
  waiting[1]?.answer({ outcome: "saved", version: 3 });
  await vi.advanceTimersByTimeAsync(0);
  expect(heard).toHaveBeenCalledWith(true);
});

test("settling says no when the server cannot be reached, and saving goes on by itself", async () => {
  const { saver, waiting } = openDesk();
  saver.type({ body: "a" });
  const settled = saver.settle();
  waiting[0]?.fail();
  expect(await settled).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(waiting).toHaveLength(2);
});

test("words still in the editor are asked for once, at a pause", async () => {
  const { saver, waiting } = openDesk();
  const read = vi.fn<() => { body: string }>(() => ({ body: "abc" }));
  for (let key = 0; key < 3; key += 1) {
    saver.typing(read);
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(read).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1200);
  expect(read).toHaveBeenCalledOnce();
  expect(waiting.map(({ changes }) => changes)).toEqual([{ version: 1, body: "abc" }]);
});

test("however busy the typing, the words are asked for within a second", async () => {
  const { saver } = openDesk();
  let body = "";
  for (let key = 0; key < 15; key += 1) {
    body += "a";
    saver.typing(() => ({ body }));
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(saver.snapshot().text.body.length).toBeGreaterThanOrEqual(10);
});

test("while two texts wait for a decision, no word of one's own is behind", async () => {
  const { saver, waiting } = openDesk();
  saver.type({ body: "a" });
  void saver.settle();
  saver.typing(() => ({ body: "ab" }));
  const theirs = { ...text, body: "b" };
  waiting[0]?.answer({ outcome: "conflict", version: 2, yours: text, theirs });
  await vi.advanceTimersByTimeAsync(0);
  saver.typing(() => ({ body: "abc" })); // before the dialog has come
  expect(saver.snapshot()).toMatchObject({ text: { body: "abc" }, trouble: { theirs } });
});

test("whatever happens, the words still in the editor come first", async () => {
  const { saver, waiting } = openDesk();
  saver.typing(() => ({ body: "a" }));
  expect(saver.latest().text.body).toBe("a");
  saver.typing(() => ({ body: "ab" }));
  saver.type({ title: "T" });
  expect(saver.snapshot().text).toMatchObject({ title: "T", body: "ab" });
  saver.typing(() => ({ body: "abc" }));
  void saver.settle();
  expect(waiting[0]?.changes).toEqual({ version: 1, title: "T", body: "abc" });
  saver.typing(() => ({ body: "abcd" }));
  waiting[0]?.answer({ outcome: "saved", version: 2 });
  await vi.advanceTimersByTimeAsync(0);
  expect(waiting[1]?.changes).toEqual({ version: 2, body: "abcd" });
});

test("whatever the machine's clock says, what was typed is sent a second later, and nothing else is taken for saved", async () => {
  const { saver, waiting } = openDesk();
  let state = 7;
  const any = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  const day = 86_400_000;
  for (let version = 2; version < 60; version += 1) {
    vi.setSystemTime(any(4000) * day);
    saver.typing(() => ({ body: `words ${version}` }));
    vi.setSystemTime(any(4000) * day);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await vi.advanceTimersByTimeAsync(1250);
    expect(waiting.at(-1)?.changes).toEqual({ version: version - 1, body: `words ${version}` });
    vi.setSystemTime(any(4000) * day);
    expect(isUnsaved(saver.latest())).toBe(true);
    waiting.at(-1)?.answer({ outcome: "saved", version });
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await vi.advanceTimersByTimeAsync(0);
    expect([isUnsaved(saver.latest()), saver.savedAt()]).toEqual([false, Date.now()]);
  }
});

/** A save as the site refuses it: with the words of the very shape that it is read with. */
function refusalFor(changes: object): unknown {
  const { error } = SaveDraft.safeParse({ id: crypto.randomUUID(), version: 1, ...changes });
  const [issue] = error?.issues ?? [];
  const details = { field: (issue?.path ?? []).join("."), problem: issue?.message ?? "" };
  const { code, retry } = new QuoinError("input_invalid");
  const data = { refusal: { code, retry, details } };
  return TRPCClientError.from({ error: { code: -32_600, message: "No.", data } });
}

test.each([
  [{ body: "a\0" }, "Text not saved. It holds something that is no character."],
  [{ body: "é".repeat(500_001) }, "Text not saved. It is over 1 MB."],
  [{ body: "x".repeat(1_000_001) }, "Text not saved. It is over 1 MB."],
  [{ title: "x".repeat(301) }, "Title not saved. It is longer than 300 characters."],
  [{ excerpt: "\ud83d" }, "Excerpt not saved. It holds something that is no character."],
  [{ tags: ["a", "x".repeat(61)] }, "Tags not saved. One of them is longer than 60 characters."],
  [{ tags: Array(21).fill("a") }, "Tags not saved. They are more than 20."],
  [{ slug: "x".repeat(101) }, "Address not saved. It is longer than 100 characters."],
])("%j is refused by its name and for its own reason", async (changes, words) => {
  const { saver, waiting } = openDesk();
  saver.type(changes);
  void saver.settle();
  waiting[0]?.fail(refusalFor(changes));
  await vi.advanceTimersByTimeAsync(0);
  expect(indicatorOf(saver.snapshot(), () => "").text).toBe(words);
});
