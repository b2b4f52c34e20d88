import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";

import { quoinRouter } from "./index.ts";
import { refusalOfTrpc } from "./procedures.ts";
import { openWorld } from "./testing/world.ts";

const { visitor } = await openWorld();

/** All that somebody who is not signed in may ask. Adding to it opens a door to the world. */
const forAnyone = [
  "person.byHandle",
  "post.bySlug",
  "post.list",
  "post.neighbours",
  "post.search",
  "session.mine",
  "site.read",
];

interface Known {
  _def: { inputs: unknown[]; output?: unknown };
}

// tRPC keeps procedures by their whole names, with their parsers, where its types do not show it.
const { _def: inside } = quoinRouter;
const procedures = Object.entries<Known>({ ...(inside.procedures as object) });

test("there is something behind every name", () => {
  expect(procedures.length).toBeGreaterThan(forAnyone.length);
});

test.each(procedures)(
  "%s names the shape of what it takes and of what it gives",
  (_, { _def: { inputs, output } }) => {
    expect(inputs).not.toEqual([]);
    expect(output).toBeDefined();
  },
);

test("a visitor is heard by what is for anyone, and by nothing else", async () => {
  const heard: string[] = [];
  for (const [name] of procedures) {
    if ((await answerOf(name, { nonsense: true })) !== "not_signed_in") heard.push(name);
  }
  expect(heard.toSorted()).toEqual(forAnyone);
});

/** What a visitor hears from a procedure: the code of its refusal, or "an answer". */
async function answerOf(name: string, input: unknown): Promise<string> {
  const [feature = "", verb = ""] = name.split(".");
  const features: Record<string, object> = visitor;
  const verbs = features[feature] as Record<string, (input: unknown) => Promise<unknown>>; // as named
  try {
    await verbs[verb]?.(input);
    return "an answer";
  } catch (error) {
    return error instanceof TRPCError ? refusalOfTrpc(error).code : "a fault";
  }
}
