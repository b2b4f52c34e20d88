import { expect, test } from "vitest";

import { openWorld } from "../testing/world.ts";
import { IncomingSite, placeSite } from "./place-site.ts";

const { as, services, visitor } = await openWorld();

const site = {
  title: "Elsewhere",
  description: "",
  language: "pt-br",
  accent: null,
  navigation: [{ label: "About", href: "/about" }],
  privacy: null,
  terms: "Be kind.",
};

test("a site that comes out of a file is one that its owner can go on with", async () => {
  await as("ada").site.update({ version: 1, title: "Here" });
  const how = { overwrite: true, dryRun: false };
  expect(await placeSite(services, IncomingSite.parse(site), how)).toBe("updated");
  expect(await visitor.site.read()).toMatchObject({ title: "Elsewhere", language: "pt-BR" });
  expect(await as("ada").site.readSettings()).toMatchObject({ version: 3, terms: "Be kind." });
  const stale = await as("ada").site.update({ version: 2, title: "Mine" });
  expect(stale).toMatchObject({ outcome: "conflict", theirs: { title: "Elsewhere" } });
});

test.each([
  { language: "en-a" },
  { language: "toolonglanguage" },
  { navigation: [{ label: "x", href: String.raw`/\evil.test` }] },
  { navigation: [{ label: "x", href: "mailto:" }] },
  { terms: "é".repeat(50_001) },
])("a file that says %j is no site that pages could be made of", (odd) => {
  expect(IncomingSite.safeParse({ ...site, ...odd }).success).toBe(false);
});
