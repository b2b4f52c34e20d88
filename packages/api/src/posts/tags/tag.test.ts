import { expect, test } from "vitest";

import { openWorld, refusal } from "../../testing/world.ts";

const { as, visitor } = await openWorld();

async function publish(title: string, tags: string[]) {
  const draft = await as("mara").draft.create({ title, tags });
  await as("mara").post.publish(draft);
  return draft;
}
const seen = { name: "Type", description: "" };
const tagsOf = async (slug: string) => (await visitor.post.bySlug({ slug })).tags;

test("an editor renames and describes a tag; its address stays", async () => {
  await publish("One", ["Type"]);
  const words = { name: " Typography ", description: " All about letters. " };
  const saved = await as("ines").tag.update({ slug: "type", seen, ...words });
  const tag = { slug: "type", name: "Typography", description: "All about letters." };
  expect(saved).toEqual({ outcome: "saved", tag });
  expect(await tagsOf("one")).toEqual([{ slug: "type", name: "Typography" }]);
  expect((await visitor.post.list({ tag: "type" })).items).toHaveLength(1);
});

test("a renamed tag is found by its new name and by its old one", async () => {
  await publish("One", ["Type"]);
  await as("ines").tag.update({ slug: "type", seen, name: "Letters & Co" });
  await publish("Two", ["letters & co"]);
  await publish("Three", ["TYPE"]);
  await publish("Four", ["Type", "Letters & Co", "Paper"]);
  const one = { slug: "type", name: "Letters & Co" };
  expect(await tagsOf("two")).toEqual([one]);
  expect(await tagsOf("three")).toEqual([one]);
  expect(await tagsOf("four")).toEqual([{ slug: "paper", name: "Paper" }, one]);
  for (const begins of ["lett", "ty"]) {
    expect((await as("mara").tag.list({ begins })).items).toMatchObject([{ ...one, count: 4 }]);
  }
});

test("a name that means another tag is taken", async () => {
  await publish("One", ["Type", "Paper", "Ink"]);
  await as("ines").tag.update({
    slug: "ink",
    seen: { name: "Ink", description: "" },
    name: "Colour",
  });
  for (const name of ["paper", "Páper", "INK", "colour"]) {
    const asked = as("ines").tag.update({ slug: "type", seen, name });
    await expect(asked, name).rejects.toEqual(refusal("tag_name_taken"));
  }
  const same = await as("ines").tag.update({ slug: "type", seen, name: "TYPE" });
  expect(same).toMatchObject({ outcome: "saved", tag: { name: "TYPE" } });
});

test("what two editors say of one tag is never overwritten unseen", async () => {
  await publish("One", ["Type"]);
  await as("ada").tag.update({ slug: "type", seen, description: "Hers." });
  const mine = await as("ines").tag.update({ slug: "type", seen, description: "Mine." });
  const theirs = { slug: "type", name: "Type", description: "Hers." };
  expect(mine).toEqual({ outcome: "conflict", theirs });
  const again = { ...seen, description: "Hers." };
  const saved = await as("ines").tag.update({ slug: "type", seen: again, description: "Mine." });
  expect(saved).toMatchObject({ outcome: "saved" });
});

test("only editors and the owner change tags, and only tags there are", async () => {
  await publish("One", ["Type"]);
  for (const name of ["mara", "rui"] as const) {
    const asked = as(name).tag.update({ slug: "type", seen, name: "Mine" });
    await expect(asked).rejects.toEqual(refusal("not_allowed"));
  }
  const asked = as("ines").tag.update({ slug: "none", seen, name: "Mine" });
  await expect(asked).rejects.toEqual(refusal("tag_not_found"));
  for (const change of [{ name: "" }, { name: "!!" }, { description: "x".repeat(1001) }]) {
    const odd = as("ines").tag.update({ slug: "type", seen, ...change });
    await expect(odd).rejects.toEqual(refusal("input_invalid"));
  }
});
