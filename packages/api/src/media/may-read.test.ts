import type { BegunUpload, CastMember, MediaId } from "@quoin/model";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { people as rows } from "../people/person.table.ts";
import { readSharedDraft } from "../posts/previews/draft-link.ts";
import { rerenderPost } from "../posts/publishing/rerender.ts";
import { addPicture } from "../testing/add-picture.ts";
import { openWorld, refusal } from "../testing/world.ts";
import { media } from "./media.table.ts";
import { pngOf, put, sha256Of } from "./uploads/test-files.ts";

const { as, anew, services, people, visitor } = await openWorld();
const missing = refusal("media_not_found");
const secret = "What only Mara knows";

/** A picture of Mara's that she has described. */
async function picture(): Promise<MediaId> {
  const id = await addPicture(services, people.mara);
  await services.db.update(media).set({ alt: secret }).where(eq(media.id, id));
  return id;
}
const textWith = (id: MediaId) => ({ title: "With a picture", body: `![](/media/${id})` });
const cast = ["ada", "ines", "mara", "teo", "rui"] as const;

/** Who is told what a picture is called and shows. */
async function readersOf(id: MediaId): Promise<CastMember[]> {
  const found: CastMember[] = [];
  for (const name of cast) {
    await as(name)
      .media.read({ id })
      .then(
        () => found.push(name),
        (error: unknown) => expect(error).toEqual(missing),
      );
  }
  return found;
}
const staff = ["ada", "ines", "mara"];

test("an unused picture is its owner's and the editors', and is there for nobody else", async () => {
  expect(await readersOf(await picture())).toEqual(staff);
});

test("a picture in a draft is also its writer's, and nobody else's before it is published", async () => {
  const id = await picture();
  const draft = await as("teo").draft.create({ title: "Teo's" });
  await as("ines").draft.save({ ...draft, body: `![](/media/${id})` });
  expect(await readersOf(id)).toEqual([...staff, "teo"]);
});

test.each([
  ["in its text", (id: MediaId) => textWith(id)],
  ["as its cover", (id: MediaId) => ({ title: "With a cover", cover: id })],
])("a picture that a public post shows %s is everybody's while it does", async (_, text) => {
  const id = await picture();
  const draft = await as("mara").draft.create(text(id));
  expect(await readersOf(id)).toEqual(staff);
  await as("mara").post.publish(draft);
  expect(await readersOf(id)).toEqual(cast);
  await as("mara").draft.save({ ...draft, body: "Without.", cover: null });
  await as("mara").post.publish({ id: draft.id, version: 2 });
  expect(await readersOf(id)).toEqual(staff);
});

test("a picture that only the next version of a public post shows is not shown yet", async () => {
  const id = await picture();
  const draft = await as("mara").draft.create({ title: "Live" });
  await as("mara").post.publish(draft);
  await as("mara").draft.save({ ...draft, ...textWith(id) });
  expect(await readersOf(id)).toEqual(staff);
});

test("somebody's face is everybody's", async () => {
  const id = await picture();
  await as("mara").person.updateMe({ avatar: id });
  expect(await readersOf(id)).toEqual(cast);
});

test("whoever was made a reader reads their own, and no more what their posts show", async () => {
  const [own, lent] = [await picture(), await addPicture(services, people.teo)];
  const draft = await as("mara").draft.create({ title: "Hers" });
  await as("ines").draft.save({ ...draft, body: `![](/media/${lent})` });
  await services.db.update(rows).set({ role: "reader" }).where(eq(rows.id, people.mara.id));
  const reader = anew(people.mara.id).media;
  expect(await reader.read({ id: own })).toMatchObject({ alt: secret });
  await expect(reader.read({ id: lent })).rejects.toEqual(missing);
});

test("knowing an id is not enough to use a picture: not as a cover, a face or in a text", async () => {
  const id = await picture();
  const teo = as("teo");
  await expect(teo.draft.create({ title: "Mine", cover: id })).rejects.toEqual(missing);
  const draft = await teo.draft.create(textWith(id));
  await expect(teo.draft.save({ ...draft, cover: id })).rejects.toEqual(missing);
  await expect(teo.person.updateMe({ avatar: id })).rejects.toEqual(missing);
  expect(await readersOf(id)).toEqual(staff);
});

test("what a text names and its writer may not read is a plain address wherever it is shown", async () => {
  const id = await picture();
  const text = { excerpt: "", cover: id, tags: [], ...textWith(id) };
  const preview = await as("teo").draft.preview(text);
  expect(preview).toMatchObject({ cover: null, html: expect.not.stringContaining(secret) });
  expect((await as("mara").draft.preview(text)).html).toContain(secret);

  const draft = await as("teo").draft.create({ ...textWith(id), slug: "teos" });
  const { url } = await as("teo").draft.share(draft);
  const shared = await readSharedDraft(services, url.split("/").at(-1) ?? "");
  expect(shared?.post.html).not.toContain(secret);
  await as("teo").post.publish(draft);
  expect((await visitor.post.bySlug({ slug: "teos" })).html).not.toContain(secret);
  await rerenderPost(services, { postId: draft.id });
  expect((await visitor.post.bySlug({ slug: "teos" })).html).not.toContain(secret);
});

test("a hash opens the short way to whoever may read the file, and to nobody else", async () => {
  const photo = pngOf(40, 20, 7);
  const file = { name: "a.png", type: "image/png", bytes: photo.length };
  const begun = await as("mara").media.begin(file);
  if (begun.state !== "pending") throw new Error("nothing has to be sent");
  await put(services, begun.parts[0]!, photo);
  const finished = await as("mara").media.finish({ id: begun.id });
  if (finished.state !== "ready") throw new Error("somebody else is checking it");

  const [known, unknown] = [sha256Of(photo), sha256Of(pngOf(40, 20, 8))];
  const shapes = [];
  for (const sha256 of [known, unknown]) {
    shapes.push(shapeOf(await as("teo").media.begin({ ...file, sha256 })));
  }
  expect(shapes[0]).toMatchObject({ state: "pending" });
  expect(shapes[0]).toEqual(shapes[1]); // the answer does not tell either

  const draft = await as("mara").draft.create(textWith(finished.media.id));
  await as("mara").post.publish(draft);
  const shown = await as("teo").media.begin({ ...file, name: "b.png", sha256: known });
  expect(shown).toMatchObject({ state: "ready", media: { name: "b.png" } });
});

/** An answer without what is its own each time. */
function shapeOf(answer: BegunUpload): object {
  if (answer.state === "ready") return answer;
  const { id: _, parts, ...rest } = answer;
  const shown = parts.map(({ number, bytes, headers }) => [number, bytes, Object.keys(headers)]);
  return { ...rest, parts: shown };
}

test("whoever sends the bytes shares what is stored, under a name of their own", async () => {
  const photo = pngOf(40, 20, 9);
  const ids: MediaId[] = [];
  for (const name of ["mara", "teo"] as const) {
    const file = { name: `${name}.png`, type: "image/png", bytes: photo.length };
    const begun = await as(name).media.begin({ ...file, sha256: sha256Of(photo) });
    if (begun.state !== "pending") throw new Error("nothing has to be sent");
    await put(services, begun.parts[0]!, photo);
    const finished = await as(name).media.finish({ id: begun.id });
    if (finished.state === "ready") ids.push(finished.media.id);
  }
  const [hers = null, his = null] = ids;
  expect(hers && (await readersOf(hers))).toEqual(staff);
  expect(his && (await readersOf(his))).toEqual(["ada", "ines", "teo"]);
});
