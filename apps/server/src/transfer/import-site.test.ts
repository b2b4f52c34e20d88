import { symlink } from "node:fs/promises";
import { join } from "node:path";

import { openSite } from "@quoin/api";
import { openWorld } from "@quoin/api/testing";
import sharp from "sharp";
import { expect, test } from "vitest";

import { contentOf, openFolders, openRun, reader } from "../testing/folders.ts";
import { exportSite } from "./export-site.ts";
import { importSite } from "./import-site.ts";

const { services, visitor, as, people } = await openWorld();
const makeFolder = openFolders();
const plain = { dryRun: false, overwrite: false, author: undefined };

async function imported(folder: string, options: Partial<typeof plain> | { author: string } = {}) {
  const run = openRun();
  const isWhole = await importSite({ services, reader }, folder, { ...plain, ...options }, run);
  return { isWhole, said: run.lines.join("\n"), last: run.lines.at(-1) };
}

const png = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
const post = (facts: string, body = "Text.\n") => `---\n${facts}\n---\n${body}`;

test("files of Jekyll, Hugo and Astro become posts with their dates, tags, pictures and authors", async () => {
  const picture = await png();
  const folder = await makeFolder({
    "_posts/2020-01-02-on-type.md": post(
      "layout: post\ntitle: On Type\ncategories: type press\nauthor: Mara\nredirect_from: /old/\nimage: /assets/press.png",
      "![A press](/assets/press.png) `![](/assets/press.png)`\n\n```\n![](x.png)\n```\n",
    ),
    "_drafts/not-yet.md": post("title: Not Yet"),
    "assets/press.png": picture,
    "content/posts/hugo.md": `+++\ntitle = "Hugo"\ndate = 2021-03-04T05:06:07Z\ntags = ["Go"]\ndescription = "Said."\naliases = ["/a/b/", "/was-hugo/"]\n+++\nSee [it](paper.pdf).\n`,
    "content/posts/paper.pdf": "%PDF-1.4\n",
    "src/content/blog/astro/index.md": post(
      "title: Astro\npubDate: 2022-02-03 10:00 +0200\nheroImage: ./hero.png\nfeatured: true\ncanonical: https://a.example/x",
      '<img src="hero.png" alt="">\n[ref]: ../astro/hero.png\n![far](https://x.example/y.png)\n',
    ),
    "src/content/blog/astro/hero.png": picture,
    "pages/about.md": post("title: About\npublished: false"),
  });
  const dry = await imported(folder, { dryRun: true });
  expect((await as("ines").draft.list({ whose: "all" })).items).toEqual([]);
  const { said, isWhole, last } = await imported(folder);
  expect(dry.said.replace(" Nothing was changed: this was a dry run.", "")).toBe(said);
  expect(isWhole).toBe(true);
  expect(last).toBe("5 made, 0 updated, 0 same, 0 conflict, 0 skipped.");
  expect(said).toContain("the former address /a/b/ cannot lead here");

  const type = await visitor.post.bySlug({ slug: "on-type" });
  expect(type).toMatchObject({
    publishedAt: "2020-01-02T00:00:00.000Z",
    author: { handle: "mara" },
    tags: [{ slug: "press" }, { slug: "type" }],
    cover: { width: 40 },
  });
  expect(type.html).toMatch(/<img src="\/media\/[0-9a-f-]+\/master.jpg"/);
  expect(type.html).toContain("![](/assets/press.png)");
  const [{ text } = { text: null }] = await drafts("On Type");
  expect(text?.body).toMatch(
    /^!\[A press\]\(\/media\/[0-9a-f-]{36}\) `!\[\]\(\/assets\/press.png\)`/,
  );
  expect(await visitor.post.bySlug({ slug: "hugo" })).toMatchObject({
    excerpt: "Said.",
    author: { handle: "ada" },
  });
  const [{ text: astro } = { text: null }] = await drafts("Astro");
  expect(astro?.body).toMatch(
    /^<img src="\/media\/[\w-]{36}" alt="">\n\[ref\]: \/media\/[\w-]{36}\n!\[far\]\(https:\/\/x/,
  );
  expect(await visitor.post.bySlug({ slug: "astro" })).toMatchObject({
    publishedAt: "2022-02-03T08:00:00.000Z",
    featured: true,
    canonicalUrl: "https://a.example/x",
  });
  expect(await drafts("Not Yet")).toMatchObject([{ state: "draft", kind: "post" }]);
  expect(await drafts("About")).toMatchObject([{ state: "draft", kind: "page" }]);

  expect((await imported(folder)).last).toBe("0 made, 0 updated, 5 same, 0 conflict, 0 skipped.");
});

async function drafts(title: string) {
  const { items } = await as("ines").draft.list({ whose: "all", state: "all", limit: 100 });
  const wanted = items.filter((item) => item.title === title);
  return Promise.all(wanted.map(({ id }) => as("ines").draft.read({ id })));
}

test("one bad file does not stop the others, and each is told why", async () => {
  const folder = await makeFolder({
    "a.md": post("title: [", "x"),
    "b.md": "No front matter.\n",
    "c.md": post("slug: c"),
    "search.md": post("title: Search"),
    "e.md": Buffer.from(post("title: \xff"), "latin1"),
    "f.md": post("title: F", "x".repeat(1_000_001)),
    "g.md": post(
      "title: G\nauthor: Nobody Known\ncover: nowhere.png",
      "![](../../../etc/x.png) ![](gone.png) ![](link.png) ![](fake.png) ![](v.svg)",
    ),
    "h.md": post("title: H\nslug: good"),
    "h2.md": post("title: H2\nslug: good"),
    "i.md": post("title: I\ndate: someday"),
    "huge.md": "x".repeat(2_100_000),
    "j.md": post("title: J", "# a\n".repeat(30_000)),
    "fake.png": "<html>",
    "v.svg": "<svg/>",
    "good.md": post("title: Last"),
  });
  const outside = await makeFolder({ "secret.png": await png() });
  await symlink(join(outside, "secret.png"), join(folder, "link.png"));
  await symlink(outside, join(folder, "linked"));
  const { said, isWhole, last } = await imported(folder);
  expect(isWhole).toBe(false);
  for (const line of [
    /^skipped {3}a\.md: its YAML cannot be read: line \d/m,
    /^skipped {3}b\.md: it has no front matter$/m,
    /^skipped {3}c\.md: it has no title$/m,
    /^skipped {3}search\.md: Quoin needs the address \/search itself/m,
    /^skipped {3}e\.md: it is not UTF-8$/m,
    /^skipped {3}f\.md: its body cannot be: /m,
    /^skipped {3}huge\.md: it is larger than 2 MB$/m,
    /^skipped {3}i\.md: its date is no date: "someday"$/m,
    /^skipped {3}j\.md: That text would make a page larger than Quoin shows.* \(headings\)$/m,
    /^skipped {3}h\.md: good\.md of this folder has the same address$/m,
    /^made {6}g\.md$/m,
    /^ {10}nobody here is Nobody Known; it is Ada's now$/m,
    /^ {10}nowhere\.png: there is no such file$/m,
    /^ {10}\.\.\/\.\.\/\.\.\/etc\/x\.png: /m,
    /^ {10}gone\.png: there is no such file$/m,
    /^ {10}link\.png: it leads out of the folder$/m,
    /^ {10}fake\.png: Quoin does not accept files of that type\.$/m,
    /^ {10}v\.svg: Quoin cannot show pictures of that type/m,
  ]) {
    expect(said).toMatch(line);
  }
  expect(last).toBe("2 made, 0 updated, 0 same, 0 conflict, 11 skipped.");
  expect(await services.db.execute("SELECT count(*)::int AS n FROM media")).toMatchObject({
    rows: [{ n: 0 }],
  });
});

test("a changed file changes its post, until somebody changes that here", async () => {
  const first = await makeFolder({
    "on.md": post("title: On", "One.\n"),
    "off.md": post("title: Off\ndraft: true", "One.\n"),
  });
  const second = await makeFolder({
    "on.md": post("title: On", "Two.\n"),
    "off.md": post("title: Off\ndraft: true", "Two.\n"),
  });
  const third = await makeFolder({
    "on.md": post("title: On\nfeatured: true", "Three.\n"),
    "off.md": post("title: Off\ndraft: true", "Three.\n"),
  });
  await imported(first, { author: "mara" });
  expect((await imported(second)).last).toBe("0 made, 2 updated, 0 same, 0 conflict, 0 skipped.");
  expect((await visitor.post.bySlug({ slug: "on" })).html).toContain("Two.");

  for (const title of ["On", "Off"]) {
    const [draft] = await drafts(title);
    if (draft)
      await as("mara").draft.save({ id: draft.id, version: draft.version, body: "Mine.\n" });
  }
  const refused = await imported(third);
  expect(refused.isWhole).toBe(false);
  expect(refused.said).toMatch(
    /^conflict {2}on\.md: this site has other words or facts \(text, featured\); --overwrite replaces them$/m,
  );
  expect((await drafts("Off"))[0]?.text.body).toBe("Mine.\n");

  expect((await imported(third, { overwrite: true })).last).toMatch(/^0 made, 2 updated/);
  expect((await visitor.post.bySlug({ slug: "on" })).html).toContain("Three.");
  const { rows } = await services.db.execute(
    "SELECT body FROM revisions WHERE reason = 'restored'",
  );
  expect(rows).toEqual([{ body: "Mine.\n" }, { body: "Mine.\n" }]); // overwritten, and kept
});

test("a post in the trash is not brought back without being told to", async () => {
  const folder = await makeFolder({ "on.md": post("title: On") });
  await imported(folder);
  const [draft] = await drafts("On");
  if (draft) await as("ada").post.trash({ id: draft.id });
  expect((await imported(folder)).said).toMatch(/conflict {2}on\.md: .*trashedAt/);
  await imported(folder, { overwrite: true });
  expect(await visitor.post.bySlug({ slug: "on" })).toMatchObject({ title: "On" });
});

test("an address that leads to another post stays there", async () => {
  await imported(await makeFolder({ "mine.md": post("title: Mine") }));
  const { said } = await imported(
    await makeFolder({ "yours.md": post("title: Yours\naliases: [/mine, /desk, /free]") }),
  );
  expect(said).toContain("/mine leads to another post here");
  expect(await visitor.post.bySlug({ slug: "mine" })).toMatchObject({ title: "Mine" });
});

test("whoever is named must be here", async () => {
  const folder = await makeFolder({ "on.md": post("title: On") });
  await expect(imported(folder, { author: "nobody" })).rejects.toThrow(
    "Nobody here has the handle nobody.",
  );
  await expect(imported(join(folder, "nowhere"))).rejects.toThrow(/There is no folder/);
  expect(people.ada.role).toBe("owner");
});

test("an export of a later format, or with settings that could do harm, is refused", async () => {
  await openSite(services);
  const later = await makeFolder({ "site.yml": "quoin: 99\n" });
  await expect(imported(later)).rejects.toThrow(/format 99; this version of Quoin reads format 1/);
  const facts =
    "quoin: 1\ntitle: T\ndescription: ''\nlanguage: en\nnavigation:\n  - label: x\n    href: javascript:alert(1)\n";
  expect((await imported(await makeFolder({ "site.yml": facts }))).said).toMatch(
    /^skipped {3}site\.yml: navigation\.0\.href/m,
  );
  const hostile = {
    "site.yml": "quoin: 1\ntitle: T\ndescription: ''\nlanguage: en\n",
    "media.yml":
      "media:\n  - file: ../../etc/passwd\n    id: 01990000-0000-7000-8000-000000000001\n",
  };
  expect((await imported(await makeFolder(hostile))).said).toMatch(/^skipped {3}media\.yml/m);
  for (const slug of ["../desk", "a/b", "Upper", "%2e%2e", "-a"]) {
    const tags = `tags:\n  - slug: ${JSON.stringify(slug)}\n    name: Odd\n    description: ''\n`;
    const odd = await makeFolder({ ...hostile, "media.yml": "", "tags.yml": tags });
    expect((await imported(odd)).said, slug).toMatch(/^skipped {3}tags\.yml: slug/m);
  }
});

test("an export takes its own files away and nobody else's", async () => {
  const folder = await makeFolder();
  await imported(await makeFolder({ "one.md": post("title: One"), "two.md": post("title: Two") }));
  await exportSite(services, folder, openRun());
  const [draft] = await drafts("Two");
  if (draft) await as("ada").post.trash({ id: draft.id });
  const theirs = { ".git/config": "x", "posts/notes.md": "theirs", "README.md": "theirs" };
  const { mkdir, writeFile } = await import("node:fs/promises");
  await mkdir(join(folder, ".git"));
  for (const [path, text] of Object.entries(theirs)) await writeFile(join(folder, path), text);
  // A list that came with somebody else's repository names what no export wrote.
  const list = (await contentOf(folder))["files.sha256"];
  await writeFile(
    join(folder, "files.sha256"),
    `${list}x  README.md\nx  .git/config\nx  posts/../README.md\n`,
  );
  await exportSite(services, folder, openRun());
  const after = await contentOf(folder);
  expect(
    Object.keys(after)
      .filter((path) => path.endsWith(".md"))
      .toSorted(),
  ).toEqual(["README.md", "posts/notes.md", "posts/one.md", "trash/two.md"]);
  expect(after[".git/config"]).toBe("x");
  const full = await makeFolder({ "mine.txt": "mine" });
  await expect(exportSite(services, full, openRun())).rejects.toThrow(
    /holds files that no export wrote/,
  );
  expect(await contentOf(full)).toEqual({ "mine.txt": "mine" });
});

test("facts that take a process to read stop neither the others nor the site", async () => {
  const folder = await makeFolder({
    // Each name is compared with all before it.
    "many.md": post(Array.from({ length: 6000 }, (_, n) => `name${n}: 1`).join("\n")),
    "deep.md": post(`title: ${"[".repeat(50_000)}`),
    "good.md": post("title: Good"),
  });
  let turns = 0;
  const counted = setInterval(() => (turns += 1), 1);
  const { said, last } = await imported(folder);
  clearInterval(counted);
  expect(said).toMatch(/^skipped {3}many\.md: it has no title$/m);
  expect(said).toMatch(/^skipped {3}deep\.md: /m);
  expect(last).toBe("1 made, 0 updated, 0 same, 0 conflict, 2 skipped.");
  expect(turns).toBeGreaterThan(20);
});
