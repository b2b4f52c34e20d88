import { expect, test } from "vitest";

import { people } from "../people/person.table.ts";
import { arrivals, closed } from "../testing/arrive.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { readLegal } from "./legal.ts";
import { openSite } from "./open-site.ts";

const { as, runJobs, services, visitor } = await openWorld();
const readWelcome = () => visitor.post.bySlug({ slug: "welcome-to-quoin" });

test("a first visit finds the welcome post, which shows what Markdown can do", async () => {
  await openSite(services);
  const { html, author } = await readWelcome();
  expect(author.handle).toBe("ada");
  for (const shown of ["<pre", "<table", "<blockquote", "checkbox", "footnote", "<del>"]) {
    expect(html).toContain(shown);
  }
  expect(await visitor.site.read()).toMatchObject({ title: "Quoin", language: "en" });
});

test("the site opens once: a welcome post that was trashed stays away", async () => {
  await openSite(services);
  await openSite(services);
  const { items } = await visitor.post.list({});
  expect(items).toHaveLength(1);
  for (const { id } of items) await as("ada").post.trash({ id });
  await openSite(services);
  expect((await visitor.post.list({})).items).toEqual([]);
  await expect(readWelcome()).rejects.toEqual(refusal("post_not_found"));
});

test("without an owner the welcome post waits for one to sign in", async () => {
  await services.db.delete(people);
  await openSite(services);
  await expect(readWelcome()).rejects.toEqual(refusal("post_not_found"));

  const email = "grace@quoin.test";
  await arrivals(services)({ email, name: "Grace" }, { rules: { ...closed, ownerEmail: email } });
  await runJobs();
  expect(await readWelcome()).toMatchObject({ author: { handle: "grace" } });
});

test("privacy and terms have honest words before the owner writes any", async () => {
  expect(await readLegal(services, "privacy")).toMatchObject({
    title: "Privacy",
    html: expect.stringContaining("one cookie"),
  });
  expect(await readLegal(services, "terms")).toMatchObject({ title: "Terms" });
});
