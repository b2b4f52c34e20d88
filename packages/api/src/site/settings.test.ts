import { expect, test } from "vitest";

import { publicChannel } from "../public-changed.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { readLegal } from "./legal.ts";
import { openSite } from "./open-site.ts";

const { as, visitor, services, database } = await openWorld();
const ada = () => as("ada").site;
const hrefs = (entries: { href: string }[]) => entries.map(({ href }) => href);
const about = { label: "About", href: "/about" };

test("what the owner says of the site is what readers see", async () => {
  const words = { title: " The Wedge ", description: "On type.", language: "PT-br" };
  const looks = { accent: "#9C3315", navigation: [about] };
  const saved = await ada().update({ version: 1, ...words, ...looks });
  expect(saved).toEqual({ outcome: "saved", version: 2 });
  expect(await visitor.site.read()).toEqual({
    title: "The Wedge",
    description: "On type.",
    language: "pt-BR",
    accent: "#9c3315",
    navigation: [about],
  });
});

test("a change of what somebody else has changed meanwhile is a conflict, and changes nothing", async () => {
  await ada().update({ version: 1, title: "Theirs" });
  const outcome = await ada().update({ version: 1, title: "Mine", description: "Mine." });
  const theirs = { title: "Theirs", description: "Words, locked in place." };
  expect(outcome).toMatchObject({ outcome: "conflict", version: 2, theirs });
  expect(outcome).toMatchObject({ yours: { title: "Mine", description: "Mine." } });
  expect(await visitor.site.read()).toMatchObject(theirs);
});

test("two owners' tabs that save at once do not both win", async () => {
  await openSite(services);
  const both = await Promise.all([
    ada().update({ version: 1, title: "One" }),
    ada().update({ version: 1, title: "Two" }),
  ]);
  expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(["conflict", "saved"]);
});

test("saving what is the same already changes nothing", async () => {
  await ada().update({ version: 1, navigation: [about] });
  const again = await ada().update({ version: 2, navigation: [about] });
  expect(again).toEqual({ outcome: "saved", version: 2 });
});

test("nobody but the owner reads or changes the settings", async () => {
  for (const name of ["ines", "mara", "rui"] as const) {
    await expect(as(name).site.readSettings()).rejects.toEqual(refusal("not_allowed"));
    const change = as(name).site.update({ version: 1, title: "Mine" });
    await expect(change).rejects.toEqual(refusal("not_allowed"));
    const look = as(name).site.previewLegal({ text: "x" });
    await expect(look).rejects.toEqual(refusal("not_allowed"));
  }
  await expect(visitor.site.readSettings()).rejects.toEqual(refusal("not_signed_in"));
  expect(await visitor.site.read()).toMatchObject({ title: "Quoin" });
});

test.each([
  { title: "" },
  { title: "x".repeat(101) },
  { language: "english!" },
  { accent: "red" },
  { accent: "#fff" },
  { accent: "#ffffff;}" },
  { navigation: [{ label: "", href: "/about" }] },
  { navigation: [{ label: "Bad", href: "javascript:alert(1)" }] },
  { navigation: Array.from({ length: 21 }, () => about) },
  { privacy: "é".repeat(50_001) },
  { terms: "\0" },
])("%j is no setting", async (change) => {
  const asked = ada().update({ version: 1, ...change });
  await expect(asked).rejects.toEqual(refusal("input_invalid"));
});

test("every page is made anew after a change, and not before", async () => {
  let heard = 0;
  await database.listen(publicChannel, () => void (heard += 1));
  await ada().update({ version: 1, title: "Quoin" });
  await ada().update({ version: 1, title: "Another" });
  await expect.poll(() => heard).toBe(1);
});

test("the legal pages say the owner's words until they take them back", async () => {
  await ada().update({ version: 1, privacy: "We keep **nothing**.", title: "The Wedge" });
  expect((await readLegal(services, "privacy")).html).toContain("<strong>nothing</strong>");
  const { html } = await ada().previewLegal({ text: "We keep **nothing**." });
  expect(html).toBe((await readLegal(services, "privacy")).html);
  expect((await readLegal(services, "terms")).html).toContain("The Wedge");
  const { privacy, terms, defaults } = await ada().readSettings();
  expect([privacy, terms]).toEqual(["We keep **nothing**.", null]);
  expect(defaults.terms).toContain("These are the terms of The Wedge");
  await ada().update({ version: 2, privacy: null });
  expect((await readLegal(services, "privacy")).html).toContain("one cookie");
});

test("the navigation leads to where a page is now, and its settings keep what was typed", async () => {
  const { id } = await as("mara").draft.create({ kind: "page", title: "Über", slug: "über" });
  await as("mara").post.publish({ id, version: 1 });
  const odd = { label: "Odd", href: "/constructor" };
  const elsewhere = { label: "Elsewhere", href: "https://quoin.test/%C3%BCber" };
  const entry = { label: "About", href: "/%C3%BCber" };
  await ada().update({ version: 1, navigation: [odd, entry, elsewhere] });
  await as("mara").draft.save({ id, version: 1, slug: "über-uns" });
  await as("mara").post.publish({ id, version: 2 });
  const { navigation } = await visitor.site.read();
  expect(hrefs(navigation)).toEqual([odd.href, "/über-uns", elsewhere.href]);
  const settings = await ada().readSettings();
  expect(hrefs(settings.navigation)).toEqual([odd.href, "/über", elsewhere.href]);
});

test("the owner finds every public page, and no post", async () => {
  const publish = async (kind: "post" | "page", slug: string) =>
    as("mara").post.publish(await as("mara").draft.create({ kind, title: slug, slug }));
  for (const slug of ["one", "two", "three"]) await publish("page", slug);
  await publish("post", "four");
  await as("mara").draft.create({ kind: "page", title: "Secret" });
  const first = await ada().pages({ limit: 2 });
  expect(first.nextCursor).not.toBeNull();
  const second = await ada().pages({ cursor: first.nextCursor ?? "", limit: 2 });
  const found = [...first.items, ...second.items].map(({ slug }) => slug);
  expect(found.toSorted()).toEqual(["one", "three", "two"]);
  expect(second.nextCursor).toBeNull();
});
