import type { Aside } from "@quoin/drivers";
import { AsideFailed } from "@quoin/drivers";
import { expect, test } from "vitest";

import { refusal } from "../testing/refusal.ts";
import { openRenderer } from "./renderer.ts";
import type { RenderAnswer, RenderTask } from "./task.ts";

const done = { html: "", plainText: "", headings: [], readingSeconds: 0, vector: "" };
const task = (body: string): RenderTask => ({ body, pictures: new Map() });
const turn = () => new Promise((resolve) => void setImmediate(resolve));

/** Two processes that are told when to answer: what waits for each, and what is answered. */
function openByHand() {
  const lanes: { begun: string[]; settle: ((answer: RenderAnswer | Error) => void)[] }[] = [];
  const open = (): Aside<RenderTask, RenderAnswer> => {
    const lane: (typeof lanes)[number] = { begun: [], settle: [] };
    lanes.push(lane);
    return {
      ask: ({ body }) =>
        new Promise((resolve, reject) => {
          lane.begun.push(body.slice(0, 1));
          lane.settle.push((answer) =>
            answer instanceof Error ? reject(answer) : resolve(answer),
          );
        }),
      close: async () => {},
    };
  };
  const renderer = openRenderer(open);
  const [short, long] = lanes;
  if (!short || !long) throw new Error("a renderer has two processes");
  return { renderer, short, long };
}

test("a long text keeps no short one waiting, and each who asks has one turn at a time", async () => {
  const { renderer, short, long } = openByHand();
  const all = [
    renderer.render(task("1".repeat(500_000)), "mara"),
    renderer.render(task("2"), "teo"),
    renderer.render(task("3"), "teo"),
    renderer.render(task("4"), "ines"),
  ];
  await turn();
  expect([long.begun, short.begun]).toEqual([["1"], ["2", "4"]]);
  short.settle[0]?.({ done });
  await turn();
  expect(short.begun).toEqual(["2", "4", "3"]);
  for (const settle of [...long.settle, ...short.settle]) settle({ done });
  expect(await Promise.all(all)).toEqual([done, done, done, done]);
});

test("a short text that takes long goes on where it keeps nobody waiting", async () => {
  const { renderer, short, long } = openByHand();
  const rendered = renderer.render(task("1"), "mara");
  await turn();
  short.settle[0]?.(new AsideFailed("late", "not done within 3 s"));
  await turn();
  expect(long.begun).toEqual(["1"]);
  long.settle[0]?.({ done });
  expect(await rendered).toEqual(done);
});

test("a text whose process ends, or takes too long, is too costly; a mistake of ours is none of it", async () => {
  const { renderer, long } = openByHand();
  const body = "| a | b |\n".repeat(50_000);
  const fails = async (error: Error) => {
    const rendered = renderer.render(task(body), "mara");
    await turn();
    long.settle.at(-1)?.(error);
    return rendered;
  };
  await expect(fails(new AsideFailed("gone", "twice"))).rejects.toEqual(refusal("text_too_costly"));
  await expect(fails(new AsideFailed("late", "20 s"))).rejects.toMatchObject({
    details: { construct: "tables" },
  });
  await expect(fails(new TypeError("ours"))).rejects.toThrow("ours");
});

test("whoever sends more than can wait is asked to wait, and nobody else is", async () => {
  const { renderer, long } = openByHand();
  const body = "x".repeat(1_000_000);
  const waiting = [1, 2, 3, 4].map(() => renderer.render(task(body), "mara"));
  await expect(renderer.render(task(body), "mara")).rejects.toEqual(refusal("too_many_requests"));
  const other = renderer.render(task(body), "teo");
  for (let answered = 0; answered < 5; answered += 1) {
    await turn();
    for (const settle of long.settle) settle({ done });
  }
  expect(await Promise.all([...waiting, other])).toHaveLength(5);
  const again = renderer.render(task(body), "mara");
  await turn();
  long.settle.at(-1)?.({ done });
  expect(await again).toEqual(done);
});
