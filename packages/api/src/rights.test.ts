import { TRPCError } from "@trpc/server";
import { beforeEach, expect, test } from "vitest";

import { quoinRouter } from "./index.ts";
import { refusalOfTrpc } from "./procedures.ts";
import {
  type Asker,
  askers,
  type Caller,
  type Hers,
  rights,
  type Said,
  thingsOf,
} from "./testing/rights.ts";
import { openWorld } from "./testing/world.ts";

/*
 * Who may call what, held against the router itself. What people gave out before their rights
 * changed (invitations, links, schedules, uploads) is in `people/given.test.ts`, by the same rules.
 */
const world = await openWorld();
const { as, anew, visitor, services, people } = world;
services.site.signUp = { ...services.site.signUp, mode: "invite" };
const hers = thingsOf(world);
// Sessions outlive a test, and beyond twenty the oldest ends.
beforeEach(async () => {
  for (const { id } of Object.values(people)) await services.sessions.revokeAll(id);
});

// tRPC keeps procedures by their whole names, where its types do not show it.
const { _def: inside } = quoinRouter;
const procedures = Object.entries<{ _def: { type: string } }>({ ...(inside.procedures as object) });
const mutations = new Set(
  procedures.filter(([, { _def: own }]) => own.type === "mutation").map(([name]) => name),
);
const rows = Object.entries(rights);

async function heard(work: Promise<unknown>): Promise<Said> {
  try {
    await work;
    return "done";
  } catch (error) {
    if (error instanceof TRPCError) return refusalOfTrpc(error).code;
    throw error;
  }
}

function callerOf(asker: Asker): Caller {
  const name = askers[asker];
  return name === null ? visitor : as(name);
}

test("every procedure of the router has a row, and every row is of a procedure", () => {
  expect(Object.keys(rights).toSorted()).toEqual(procedures.map(([name]) => name).toSorted());
});

const everybody = rows.flatMap(([name, row]) =>
  (Object.keys(askers) as Asker[]).map((asker) => ({ name, row, asker, says: row.says[asker] })),
);

test.each(everybody)("$name, asked by $asker, says $says", async ({ row, asker, says }) => {
  expect(await heard(row.ask(callerOf(asker), hers))).toBe(says);
});

/** Whose rights change, how, and whose answer they get from then on; null for nobody's. */
const changes = [
  { asker: "own", how: "switched off", becomes: null },
  { asker: "own", how: "gone", becomes: null },
  { asker: "own", how: "made a reader", becomes: "reader" },
  { asker: "editor", how: "switched off", becomes: null },
  { asker: "editor", how: "made a writer", becomes: "other" },
  { asker: "editor", how: "made a reader", becomes: "reader" },
] as const;
type Change = (typeof changes)[number];

async function change({ asker, how }: Change): Promise<void> {
  const { id } = people[askers[asker]];
  const ada = anew(people.ada.id).person;
  const made = {
    "switched off": () => ada.disable({ id }),
    gone: () => anew(id).person.deleteMe({ posts: "give", to: people.ada.id }),
    "made a writer": () => ada.setRole({ id, role: "writer" }),
    "made a reader": () => ada.setRole({ id, role: "reader" }),
  };
  await made[how]();
}

const changed = rows
  .filter(([name]) => mutations.has(name))
  .flatMap(([name, row]) => changes.map((one) => ({ name, row, one, ...one })))
  .filter(({ row, asker }) => row.says[asker] === "done");

test.each(changed)(
  "$name, asked by $asker, who is $how before it is done",
  async ({ row, one, asker, becomes }) => {
    const caller = callerOf(asker);
    await caller.session.mine(); // who asks is found out once, when a request begins
    if (row.ask.length < 2) await change(one); // it needs nothing that has to be there before
    const said = await heard(row.ask(caller, thenChanging(one)));
    if (row.late !== undefined) expect(said).not.toBe("internal");
    else expect(said).toBe(becomes === null ? "session_expired" : row.says[becomes]);
  },
);

/** The same things, after the first of which somebody's rights change. */
const thenChanging = (one: Change): Hers =>
  new Proxy(hers, {
    get(things, name: keyof Hers) {
      const thing = things[name];
      if (typeof thing !== "function" || name === "later") return thing;
      return async () => {
        const made = await thing();
        await change(one);
        return made;
      };
    },
  });

test.each(changes)(
  "whoever is $how is nobody at the next request, whatever they ask",
  async (one) => {
    const before = callerOf(one.asker);
    await before.session.mine();
    await change(one);
    const answers = new Set<Said>();
    for (const [, row] of rows) {
      if (row.says.nobody === "done") continue;
      answers.add(await heard(row.ask(callerOf(one.asker), nothing)));
    }
    expect([...answers]).toEqual(["session_expired"]);
  },
);

/** Ids of nothing: who asks is looked at first. */
const nothing = new Proxy(hers, {
  get: (things, name: keyof Hers) =>
    name === "people" ? things.people : async () => ({ id: "1", sid: "1", version: 1 }),
});
