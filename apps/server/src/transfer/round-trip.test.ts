import { createDraft, openSite, publishPost, saveDraft, storeForm, takeMedia } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import { type MediaId, postFields, twoTexts } from "@quoin/model";
import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";

import { contentOf, openFolders, openRun, reader } from "../testing/folders.ts";
import { exportSite } from "./export-site.ts";
import { importSite } from "./import-site.ts";

const source = await openWorld();
const target = await openWorld();
const makeFolder = openFolders();
const plain = { dryRun: false, overwrite: false, author: undefined };

beforeEach(async () => {
  await openSite(source.services);
  await openSite(target.services);
});

async function exported(world: typeof source) {
  const folder = await makeFolder();
  expect(await exportSite(world.services, folder, openRun())).toBe(true);
  return { folder, files: await contentOf(folder) };
}

async function imported(folder: string, options: Partial<typeof plain> = {}) {
  const run = openRun();
  const isWhole = await importSite(
    { services: target.services, reader },
    folder,
    { ...plain, ...options },
    run,
  );
  return { isWhole, lines: run.lines, last: run.lines.at(-1) };
}

async function upload(name: string, type: string, bytes: Uint8Array): Promise<MediaId> {
  async function* body() {
    yield bytes;
  }
  const file = { name, type, body: body() };
  const { id } = await storeForm(
    source.services,
    source.people.mara,
    file,
    AbortSignal.timeout(9000),
  );
  return id;
}

const picture = (colour: string) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: colour } });

/** A post of each state, with everything a file could trip over. */
async function makeHostileSite(): Promise<void> {
  const { services, people } = source;
  const { mara } = people;
  const later = (at: string) => ({ ...services, now: () => at });
  const plainJpeg = await picture("teal").jpeg().toBuffer();
  const located = await picture("red")
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
    .jpeg()
    .toBuffer();
  const ids = [
    await upload("../../CON.jpg", "image/jpeg", plainJpeg),
    await upload("con.JPG", "image/jpeg", located),
    await upload("Größe & Länge (1).png", "image/png", await picture("blue").png().toBuffer()),
    await upload("notes.txt", "text/plain", Buffer.from("Notes, ../media/con.jpg\n")),
    await upload("notes.txt", "text/plain", Buffer.from("Other notes\n")),
  ];
  await source.runJobs();
  const [first = "", second = ""] = ids;
  const hostile = [
    ...ids.map((id) => `![x](/media/${id} "t") \`/media/${id}\` /media/${id}. x/media/${id}`),
    "![](../media/con.jpg) ../media/ .././media/con.jpg <img src='../media/notes.txt'>",
    `![](media/con.jpg) ![](/media/con.jpg) ![](foo.png) /media/${first.toUpperCase()}`,
    "---\ntitle: not this\n---\r\n\r\ttab  \n\u2028\u0085\uFEFF",
  ].join("\n");
  const tags = ["yes", "- x", "2020-01-02", "TypeScript", "#1", "a: b"];
  for (const body of [hostile, `\n\n${hostile}`, "", " ", "---\n---\n"]) {
    const words = {
      title: ' "yes": & ',
      excerpt: "null\n\n|",
      body,
      cover: first as MediaId,
      tags,
    };
    const draft = await createDraft(later("2026-01-02T03:04:05.678Z"), mara, {
      kind: "post",
      ...words,
    });
    await publishPost(later("2026-01-03T00:00:00.000Z"), mara, draft);
    const moved = { ...draft, slug: `moved-${draft.id.slice(-4)}` };
    await saveDraft(services, mara, moved);
    await publishPost(later("2026-02-01T00:00:00.000Z"), mara, { ...draft, version: 2 });
    await saveDraft(services, mara, {
      ...draft,
      version: 2,
      body: `${body}!`,
      cover: second as MediaId,
    });
    await saveDraft(services, mara, { ...draft, version: 3, slug: "con" });
  }
  const words = { title: "Draft", body: hostile };
  await createDraft(services, mara, { kind: "page", ...words });
  await createDraft(services, people.teo, { kind: "post", ...words, slug: "archive" });
  await createDraft(services, people.teo, { kind: "post" });
  const [unpublished, trashed] = [
    await createDraft(services, people.teo, {
      kind: "page",
      title: "漢".repeat(100),
      slug: "漢".repeat(100),
    }),
    await createDraft(services, people.teo, { kind: "post", title: "Gone" }),
  ];
  for (const draft of [unpublished, trashed]) await publishPost(services, people.teo, draft);
  await source.as("teo").post.unpublish(unpublished);
  await saveDraft(services, people.teo, { ...unpublished, slug: "elsewhere" });
  await source.as("teo").post.trash(trashed);
  await services.db.execute(
    `UPDATE posts SET featured = true, canonical_url = 'https://x.example/?a=1#b' WHERE kind = 'post'`,
  );
  await services.db.execute(`UPDATE media SET alt = 'null: "x"' WHERE name = 'notes.txt'`);
  await services.db.execute(
    `UPDATE tags SET description = E'On\n\ntypes.' WHERE slug = 'typescript'`,
  );
  await services.db
    .execute(`UPDATE settings SET title = 'no', accent = '#0000ff', privacy = E'# P\r\n\n ', terms = '',
    navigation = '[{"label": "1", "href": "/about"}]'::jsonb`);
  // Words of their own, and a moment.
  await services.db
    .execute(`UPDATE posts SET publish_at = '2027-01-01T00:00:00Z', scheduled_slug = slug,
    scheduled_by_id = author_id, scheduled_revision_id = published_revision_id
    WHERE published_revision_id IS NOT NULL AND trashed_at IS NULL`);
  const at = "2027-02-01T00:00:00.000Z";
  const named = await createDraft(services, mara, { kind: "post", title: "Soon" });
  await publishPost(services, mara, { ...named, at });
  await saveDraft(services, mara, { ...named, title: "Renamed since" });
  const elsewhere = await createDraft(services, mara, {
    kind: "post",
    title: "Soon",
    slug: "soon-2",
  });
  await publishPost(services, mara, { ...elsewhere, at });
  await saveDraft(services, mara, { ...elsewhere, slug: "not-yet" });
}

test("an export, read into an empty site and exported again, is the same byte for byte", async () => {
  await makeHostileSite();
  const before = await exported(source);
  expect(Object.keys(before.files).filter((path) => path.startsWith("drafts/"))).toHaveLength(7);
  const { isWhole, lines, last } = await imported(before.folder);
  expect(lines.filter((line) => /^(skipped|conflict)/.test(line))).toEqual([]);
  expect(isWhole).toBe(true);
  expect(last).toMatch(/^\d+ made, 1 updated, 0 same, 0 conflict, 0 skipped\.$/);
  const query = { whose: "all", state: "scheduled", limit: 100 } as const;
  const { items } = await target.as("ines").draft.list(query);
  const addresses = items.map(({ schedule }) => schedule?.slug);
  expect(addresses).toEqual(expect.arrayContaining(["soon", "soon-2"]));
  const after = await exported(target);
  expect(Object.keys(after.files)).toEqual(Object.keys(before.files));
  for (const [path, content] of Object.entries(before.files))
    expect(after.files[path], path).toBe(content);

  expect((await imported(before.folder)).last).toMatch(
    /^0 made, 0 updated, \d+ same, 0 conflict, 0 skipped/,
  );
  expect((await exported(target)).files).toEqual(before.files);
}, 60_000);

test.each(postFields)(
  "the %s of a text leaves and arrives, in what is live and in its draft",
  async (field) => {
    const { services, people } = source;
    const red = await upload("red.png", "image/png", await picture("red").png().toBuffer());
    const blue = await upload("blue.png", "image/png", await picture("blue").png().toBuffer());
    const [one, two] = twoTexts([red, blue]);
    const draft = await createDraft(services, people.mara, { kind: "post", ...one });
    await publishPost(services, people.mara, draft);
    await saveDraft(services, people.mara, { ...draft, [field]: two[field] });
    const { folder, files } = await exported(source);
    await imported(folder);
    const { text } = await target.as("ines").draft.read(draft);
    expect(text).toEqual({ ...one, [field]: two[field], slug: null });
    expect((await target.as("ines").draft.live(draft)).text).toMatchObject(one);
    expect((await exported(target)).files).toEqual(files);
  },
);

test("reading an export into the site it came from changes nothing", async () => {
  await makeHostileSite();
  const before = await exported(source);
  const run = openRun();
  expect(await importSite({ services: source.services, reader }, before.folder, plain, run)).toBe(
    true,
  );
  expect(run.lines.at(-1)).toMatch(/^0 made, 0 updated, \d+ same/);
  expect((await exported(source)).files).toEqual(before.files);
});

test("a file whose bytes the site has lost stays in the folder an earlier export wrote", async () => {
  const id = await upload("notes.txt", "text/plain", Buffer.from("The only copy.\n"));
  const { folder, files } = await exported(source);
  for await (const file of takeMedia(source.services)) {
    expect(file.id).toBe(id);
    await source.services.blobs.remove([file.key]);
  }
  const run = openRun();
  expect(await exportSite(source.services, folder, run)).toBe(false);
  expect(run.lines.join("\n")).toMatch(/media\/notes\.txt is missing: .* earlier export/);
  expect(await contentOf(folder)).toEqual(files);
});

test("of a picture whose original is lost, what readers see leaves", async () => {
  await upload("red.png", "image/png", await picture("red").png().toBuffer());
  for await (const file of takeMedia(source.services)) {
    await source.services.blobs.remove([file.originalKey]);
  }
  expect(Object.keys((await exported(source)).files)).toContain("media/red.jpg");
});

test("what leaves holds no address and no place", async () => {
  await makeHostileSite();
  const { files } = await exported(source);
  const all = Object.values(files).join("\n");
  expect(all).not.toMatch(/@[\w-]+\.(example|test|local)/);
  expect(all).not.toContain("GPS");
  expect(
    Object.keys(files)
      .filter((path) => path.startsWith("media/"))
      .toSorted(),
  ).toEqual([
    "media/CON_.jpg",
    expect.stringMatching(/^media\/Größe-Länge-1\.png$/),
    expect.stringMatching(/^media\/con__[0-9a-f]{12}\.jpg$/),
    "media/notes.txt",
    expect.stringMatching(/^media\/notes_[0-9a-f]{12}\.txt$/),
  ]);
});
