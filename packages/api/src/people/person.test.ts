import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { openWorld, refusal } from "../testing/world.ts";
import { people } from "./person.table.ts";
import { ensureCast } from "./person.ts";

const { as, visitor, services } = await openWorld();

test("a writer is found by handle, and shows nothing private", async () => {
  expect(await visitor.person.byHandle({ handle: "mara" })).toEqual({
    handle: "mara",
    name: "Mara",
    bio: "Mara writes about type, paper and the machines between them.",
    picture: null,
  });
});

test("nobody is found by a handle that nobody has, nor by a reader's", async () => {
  for (const handle of ["nobody", "rui", "MARA", "mara'--"]) {
    await expect(visitor.person.byHandle({ handle })).rejects.toEqual(refusal("person_not_found"));
  }
});

test("people change their own name, handle and bio, and nothing else", async () => {
  const before = await as("teo").person.updateMe({});
  const after = await as("teo").person.updateMe({ name: " Teo Reis ", handle: "teo-reis" });
  expect(after).toEqual({ ...before, name: "Teo Reis", handle: "teo-reis" });
  expect(await visitor.person.byHandle({ handle: "teo-reis" })).toMatchObject({ bio: before.bio });
  await expect(visitor.person.byHandle({ handle: "teo" })).rejects.toEqual(
    refusal("person_not_found"),
  );
});

test("S-13: a role, an address or another's id sent along changes nothing", async () => {
  const smuggled = {
    bio: "Mine.",
    role: "owner",
    email: "ada@quoin.test",
    id: "x",
    authVersion: 9,
  };
  const changed = await as("rui").person.updateMe(smuggled);
  expect(changed).toMatchObject({ handle: "rui", role: "reader", email: "rui@quoin.test" });
});

test("a handle belongs to one person", async () => {
  await expect(as("teo").person.updateMe({ handle: "mara" })).rejects.toEqual(
    refusal("handle_taken"),
  );
  expect(await as("teo").person.updateMe({ handle: "teo" })).toMatchObject({ handle: "teo" });
});

test.each(["", "-", "Teo", "teo reis", "teo--reis", "../teo", "t".repeat(41)])(
  "%j is no handle",
  async (handle) => {
    await expect(as("teo").person.updateMe({ handle })).rejects.toEqual(refusal("input_invalid"));
  },
);

test("nobody changes themselves without signing in", async () => {
  await expect(visitor.person.updateMe({ name: "X" })).rejects.toEqual(refusal("not_signed_in"));
});

test("the cast is made once, and stays as people changed it", async () => {
  await services.db.delete(people).where(eq(people.handle, "rui"));
  await as("mara").person.updateMe({ handle: "mara-silva" });
  await ensureCast(services);
  await ensureCast(services);
  const handles = await services.db.select({ handle: people.handle }).from(people);
  expect(handles.map(({ handle }) => handle).toSorted()).toEqual([
    "ada",
    "ines",
    "mara-silva",
    "rui",
    "teo",
  ]);
});
