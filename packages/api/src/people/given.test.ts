import type { CastMember, Role } from "@quoin/model";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { auditEvents } from "../audit/audit.table.ts";
import { readInvitation } from "../invitations/accept.ts";
import { pngOf, put } from "../media/uploads/test-files.ts";
import { readSharedDraft } from "../posts/previews/draft-link.ts";
import { publishOverdue } from "../posts/publishing/publish-scheduled.ts";
import { arrivals, closed } from "../testing/arrive.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { given } from "./given.ts";
import { people as rows } from "./person.table.ts";

const { as, anew, services, clock, people } = await openWorld();
const { db, site } = services;
site.signUp = { ...closed, mode: "invite" };

const day = 86_400_000;
const photo = pngOf(40, 20);

type Giver = Extract<CastMember, "ada" | "ines" | "mara">;
/** What a role may give out by itself, and what it may of somebody else's. */
interface Thing {
  /** Those who may give it out, whoever they were when they did. */
  may: readonly Role[];
  /** Gives it out, and says whether it still works when it is asked for. */
  give: (by: Giver) => Promise<() => Promise<boolean>>;
}

const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

const invitationTo = (role: "editor" | "reader"): Thing["give"] =>
  async function inviteTo(by) {
    const email = `${role}@example.com`;
    const { url } = await as(by).invitation.create({ email, role });
    const invite = new URL(url).searchParams.get("invite") ?? "";
    return async () => {
      const isPromised = (await readInvitation(services, invite)) !== null;
      const came = arrivals(services)({ subject: role, email }, { invite, rules: site.signUp });
      const isKept = await succeeds(came);
      expect(isPromised, "the page says what will happen").toBe(isKept);
      return isKept;
    };
  };

const linkTo = (whose: "own" | "teo"): Thing["give"] =>
  async function share(by) {
    const draft = await as(whose === "own" ? by : whose).draft.create({ title: "Shared" });
    const { url } = await as(by).draft.share(draft);
    return async () => (await readSharedDraft(services, url.split("/").at(-1) ?? "")) !== null;
  };

const scheduleOf = (whose: "own" | "teo"): Thing["give"] =>
  async function schedule(by) {
    const draft = await as(whose === "own" ? by : whose).draft.create({ title: "Later" });
    const at = new Date(Date.parse(clock.now()) + day).toISOString();
    await as(by).post.publish({ ...draft, at });
    return async () => {
      clock.advance(day);
      await publishOverdue(services);
      return (await anew(people.ada.id).draft.read(draft)).state === "live";
    };
  };

async function upload(by: Giver) {
  const file = { name: "a.png", type: "image/png", bytes: photo.length };
  const begun = await as(by).media.begin(file);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  const { id, parts } = begun;
  return async () => {
    await put(services, parts[0]!, photo);
    return succeeds(anew(people[by].id).media.finish({ id }));
  };
}

const editors: readonly Role[] = ["owner", "editor"];
const writers: readonly Role[] = [...editors, "writer"];

/** A row for each thing of the list, and for each it may be given of. */
const things: Record<keyof typeof given, Record<string, Thing>> = {
  invitations: {
    "to an editor": { may: editors, give: invitationTo("editor") },
    "to a reader": { may: editors, give: invitationTo("reader") },
  },
  links: {
    "to their own draft": { may: writers, give: linkTo("own") },
    "to somebody's draft": { may: editors, give: linkTo("teo") },
  },
  schedules: {
    "of their own post": { may: writers, give: scheduleOf("own") },
    "of somebody's post": { may: editors, give: scheduleOf("teo") },
  },
  uploads: { "under way": { may: writers, give: upload } },
};

const owner = () => anew(people.ada.id).person;
const changes: Record<string, { to: Role | null; make: (id: typeof people.ines.id) => unknown }> = {
  "made an editor": { to: "editor", make: (id) => owner().setRole({ id, role: "editor" }) },
  "made a writer": { to: "writer", make: (id) => owner().setRole({ id, role: "writer" }) },
  "made a reader": { to: "reader", make: (id) => owner().setRole({ id, role: "reader" }) },
  "switched off": { to: null, make: (id) => owner().disable({ id }) },
  "switched off and on": {
    to: null,
    make: async (id) => {
      await owner().disable({ id });
      await owner().enable({ id });
    },
  },
  // What the rows say when a change came in between: nothing was taken back.
  "a reader of a sudden": { to: "reader", make: (id) => set(id, { role: "reader" }) },
  "off of a sudden": { to: null, make: (id) => set(id, { status: "disabled" }) },
};
const set = (id: typeof people.ines.id, values: Partial<typeof rows.$inferInsert>) =>
  db.update(rows).set(values).where(eq(rows.id, id));

const cases = Object.entries(things).flatMap(([name, kinds]) =>
  Object.entries(kinds).flatMap(([kind, thing]) =>
    (["ines", "mara"] as const)
      .filter((by) => thing.may.includes(people[by].role))
      .flatMap((by) => Object.keys(changes).map((how) => ({ name, kind, by, how, thing }))),
  ),
);

test.each(cases)(
  "$name $kind, by $by, who is $how: worth what they may now",
  async ({ by, how, thing }) => {
    const works = await thing.give(by);
    const change = changes[how];
    await change?.make(people[by].id);
    const mayStill = change !== undefined && change.to !== null && thing.may.includes(change.to);
    expect(await works()).toBe(mayStill);
  },
);

test.each(cases.filter(({ how }) => how === "switched off and on"))(
  "$name $kind work for $by, whose rights nobody changes",
  async ({ by, thing }) => {
    const works = await thing.give(by);
    expect(await works()).toBe(true);
  },
);

test.each(cases.filter(({ how, by }) => how === "switched off" && by === "ines"))(
  "$name $kind of an owner who hands the site over: worth what an editor may",
  async ({ thing }) => {
    const works = await thing.give("ada");
    await as("ada").person.transferOwnership({ id: people.ines.id });
    expect(await works()).toBe(true);
  },
);

test("what somebody gave out goes with them, but for the posts they give to somebody", async () => {
  const [invited, shared, uploaded] = [
    await invitationTo("editor")("ines"),
    await linkTo("teo")("ines"),
    await upload("ines"),
  ];
  const scheduled = await scheduleOf("own")("ines");
  await as("ines").person.deleteMe({ posts: "give", to: people.mara.id });
  expect([await invited(), await shared(), await uploaded()]).toEqual([false, false, false]);
  expect(await scheduled()).toBe(true);
});

test("whoever was demoted does not come back through an invitation of their own", async () => {
  const email = "ines@elsewhere.example";
  const { url } = await as("ines").invitation.create({ email, role: "editor" });
  const invite = new URL(url).searchParams.get("invite") ?? "";
  await as("ada").person.disable({ id: people.ines.id });
  const back = arrivals(services)({ subject: "g-2", email }, { invite, rules: site.signUp });
  await expect(back).rejects.toEqual(refusal("invitation_invalid"));
  expect((await as("ada").invitation.list({})).items).toEqual([]);
});

test("S-42: an invitation that ends with its giver's rights is one event, of whoever changed them", async () => {
  await as("ines").invitation.create({ email: "nova@example.com", role: "writer" });
  clock.advance(1);
  await as("ada").person.setRole({ id: people.ines.id, role: "writer" });
  const revoked = eq(auditEvents.action, "invitation_revoked");
  expect(await db.select().from(auditEvents).where(revoked)).toMatchObject([
    { actorId: people.ada.id, details: { role: "writer" }, requestId: "request" },
  ]);
});

test("a schedule that is taken back lets its address go, and its writers know", async () => {
  const draft = await as("teo").draft.create({ title: "Later", slug: "later" });
  const at = new Date(Date.parse(clock.now()) + day).toISOString();
  await as("ines").post.publish({ ...draft, at });
  await as("ada").person.disable({ id: people.ines.id });
  expect(await as("teo").draft.read(draft)).toMatchObject({ schedule: null, missedAt: at });
  const other = await as("mara").draft.create({ title: "Later", slug: "later" });
  expect(await as("mara").post.publish(other)).toMatchObject({ slug: "later" });
});

/** What a column that names somebody makes of it: theirs to keep, or on the list of what they gave out. */
const naming: Record<string, "theirs" | keyof typeof given> = {
  "draft_links.created_by_id": "links",
  "identities.person_id": "theirs",
  "invitations.invited_by_id": "invitations",
  "media.owner_id": "theirs",
  "posts.author_id": "theirs",
  "posts.scheduled_by_id": "schedules",
  "revisions.author_id": "theirs",
  "uploads.owner_id": "uploads",
};

test("whatever names a person is theirs, or is given out and on the list", async () => {
  const { rows: keys } = await db.execute<{ key: string }>(sql`
    SELECT conrelid::regclass || '.' || attname AS key
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
    WHERE contype = 'f' AND confrelid = 'people'::regclass`);
  expect(keys.map(({ key }) => key).toSorted()).toEqual(Object.keys(naming));
  const listed = Object.values(naming).filter((kind) => kind !== "theirs");
  expect(listed.toSorted()).toEqual(Object.keys(given).toSorted());
});
