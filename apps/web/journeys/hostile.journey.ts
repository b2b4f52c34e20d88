import { expect, type Page } from "@playwright/test";
import { maxSearchLength, slugOf, Text } from "@quoin/model";

// By its path: a line in package.json would let the desk import the server too.
import { xssCorpus } from "../../../packages/api/src/markdown/specs/xss-corpus.ts";
import { photograph } from "./photograph.ts";
import { signInAs } from "./sign-in.ts";
import { journey } from "./site.ts";

const test = journey();

// What holds no character is refused before anything is kept.
const payloads = xssCorpus.filter((payload) => Text.safeParse(payload).success);
const perPost = 30;
/** One in so many goes into every field; all go through the renderer. */
const oneIn = 16;

/** Everything that must not happen on any page that is opened, as it happens. */
async function watch(page: Page, url: string): Promise<string[]> {
  const seen: string[] = [];
  await page.exposeFunction("noteViolation", (what: string) => void seen.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { effectiveDirective, blockedURI } = event;
      // The cast: Playwright puts the function there.
      const { noteViolation } = window as unknown as Record<string, (what: string) => void>;
      noteViolation?.(`policy: ${effectiveDirective} ${blockedURI} at ${location.href}`);
    });
  });
  page.on("dialog", (dialog) => {
    seen.push(`dialog at ${page.url()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => seen.push(`error at ${page.url()}: ${error.message}`));
  page.on("popup", (popup) => seen.push(`popup at ${page.url()}: ${popup.url()}`));
  page.on("request", (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(`${url}/`)) {
      seen.push(`request at ${page.url()}: ${request.url()}`);
    }
  });
  return seen;
}

/** Calls a procedure as whoever is signed in, as a program would: what no form lets in must be safe too. */
function ask<Answer>(page: Page, procedure: string, input: object): Promise<Answer> {
  return page.evaluate(
    async ([path, body]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`/trpc/${path}`, { method: "POST", headers, body });
      const { result, error } = await answer.json();
      if (error) throw new Error(`${path}: ${error.message}`);
      return result.data;
    },
    [procedure, JSON.stringify(input)] as const,
  );
}

interface Ref {
  id: string;
  version: number;
}

async function publish(page: Page, words: object): Promise<Ref & { slug: string }> {
  const draft = await ask<Ref>(page, "draft.create", words);
  const { slug } = await ask<{ slug: string }>(page, "post.publish", draft);
  return { ...draft, slug };
}

const settings = ["/desk/settings", "/desk/tags"];

const oneLine = (payload: string): string => payload.replaceAll(/\s+/g, " ").trim();

/** Payloads one under another, each under its number. */
const bodyOf = (some: readonly string[]): string =>
  some
    .map((payload, index) => `Payload ${index}\n\n${payload.replaceAll(/^/gm, "> ")}`)
    .join("\n\n");

/** True when a payload takes what stands below it along, as an element that is never closed does. */
async function leavesOpen(page: Page, payload: string): Promise<boolean> {
  const body = `${bodyOf([payload])}\n\nBelow`;
  const { html } = await ask<{ html: string }>(page, "draft.preview", { body });
  return page.evaluate((text) => {
    const { body: read } = new DOMParser().parseFromString(text, "text/html");
    return read.lastElementChild?.outerHTML !== "<p>Below</p>";
  }, html);
}

/** So many at a time; those that would hide the next ones, alone. */
async function inPosts(page: Page): Promise<string[][]> {
  const isOpen = await Promise.all(payloads.map((payload) => leavesOpen(page, payload)));
  const closed = payloads.filter((_, index) => isOpen[index] !== true);
  const alone = payloads.filter((_, index) => isOpen[index] === true).map((payload) => [payload]);
  const together = Array.from({ length: Math.ceil(closed.length / perPost) }, (_, n) =>
    closed.slice(n * perPost, (n + 1) * perPost),
  );
  return [...together, ...alone];
}

test("no script that anybody writes anywhere runs anywhere", async ({ page, site }) => {
  test.setTimeout(180_000);
  expect(payloads.length).toBeGreaterThanOrEqual(150);
  await signInAs(page, "Ada"); // at a provider of its own, elsewhere
  const seen = await watch(page, site.url);

  // All of them in texts, quoted and bare.
  const chunks = await inPosts(page);
  const quoted = await Promise.all(
    chunks.map((some, n) => publish(page, { title: `Quoted ${n}`, body: bodyOf(some) })),
  );
  const bare = await Promise.all(
    chunks
      .slice(0, 8)
      .map((some, n) => publish(page, { title: `Bare ${n}`, body: some.join("\n\n") })),
  );
  let shown = 0;
  for (const { slug } of quoted) {
    await page.goto(`/${slug}`);
    shown += await page.locator(".prose > p", { hasText: /^Payload \d+$/ }).count();
  }
  expect(shown).toBe(payloads.length);
  for (const { slug } of bare) await page.goto(`/${slug}`);

  // Each kind in everything that can be filled in.
  const media = await upload(page);
  const kinds = payloads.filter((_, index) => index % oneIn === 0);
  const everywhere = await Promise.all(
    kinds.map(async (payload) => {
      const line = oneLine(payload);
      const body = `![${line}](/media/${media} "${line}")\n\n![](/media/${media})\n\n## ${line}\n\n## ${line}\n\n## ${line}\n\n${payload}`;
      const words = { excerpt: payload, tags: [line.slice(0, 60), "All"], cover: media, body };
      const post = await publish(page, { title: payload.slice(0, 300), ...words });
      await ask(page, "post.update", { id: post.id, featured: true });
      return { ...post, payload, tag: slugOf(line.slice(0, 60)) };
    }),
  );
  for (const { slug, tag, payload } of everywhere) {
    const line = oneLine(payload);
    const who = { name: line.slice(0, 100), bio: payload, avatar: media };
    await ask(page, "person.updateMe", who);
    await describe(page, payload, tag);
    const asked = encodeURIComponent(payload.slice(0, maxSearchLength));
    const lists = ["/", "/author/ada", "/privacy", "/terms", `/search?q=${asked}`, `/${asked}`];
    for (const path of [`/${slug}`, ...lists, ...(tag === "" ? [] : [`/tag/${tag}`])]) {
      await page.goto(path);
    }
  }
  for (const path of ["/archive", "/tag/all", "/search?q=alert", "/sign-in"]) await page.goto(path);

  // Where it is written: the list, the text, its preview, its settings, and the private link.
  for (const path of ["/desk/posts", "/desk/people", "/desk/account", "/desk/audit", ...settings]) {
    await page.goto(path);
    await page.locator("main h1").waitFor();
  }
  for (const { id } of [...everywhere.slice(0, 4), ...quoted.slice(0, 2), ...bare.slice(0, 2)]) {
    await page.goto(`/desk/posts/${id}`);
    await page.getByRole("textbox", { name: "Post body" }).waitFor();
    await page.getByRole("button", { name: "Preview" }).click();
    await page.locator(".write-preview .prose").waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    await page.goto(`/desk/posts/${id}/history`);
    await page.getByRole("heading", { name: "History" }).waitFor();
    const { url } = await ask<{ url: string }>(page, "draft.share", { id });
    await page.goto(url);
    await expect(page.getByText("This is a private preview of a draft")).toBeVisible();
  }
  expect(seen).toEqual([]);
});

let siteVersion = 1;

/** Says it of the site and of a tag, wherever there is room for words. */
async function describe(page: Page, payload: string, tag: string): Promise<void> {
  const line = oneLine(payload);
  const saved = await ask<{ version: number }>(page, "site.update", {
    version: siteVersion,
    title: line.slice(0, 100),
    description: payload.slice(0, 500),
    navigation: [{ label: line.slice(0, 60), href: `/?${line}` }],
    privacy: payload,
    terms: `# ${line}\n\n${payload}`,
  });
  siteVersion = saved.version;
  if (tag === "") return;
  const seen = { name: line.slice(0, 60).trim(), description: "" };
  await ask(page, "tag.update", { slug: tag, seen, description: payload });
}

/** A picture in the library, by a name that is no name. */
async function upload(page: Page): Promise<string> {
  const bytes = [...(await photograph())];
  return page.evaluate(async (numbers) => {
    const form = new FormData();
    const name = '"><img src=x onerror=alert(1)>.png';
    form.append("files", new File([new Uint8Array(numbers)], name, { type: "image/png" }));
    const answer = await fetch("/api/uploads", { method: "POST", body: form });
    const [file] = await answer.json();
    return file.key;
  }, bytes);
}

test("the watch sees a script that runs, and one that a policy stops", async ({ page, site }) => {
  const seen = await watch(page, site.url);
  await page.goto("/");
  await page.evaluate(() => {
    document.body.insertAdjacentHTML("beforeend", '<img src="/none.png" onerror="alert(1)">');
    const image = document.createElement("img");
    image.src = "https://elsewhere.example/x.png";
    document.body.append(image);
  });
  await expect
    .poll(() => seen.map((what) => what.split(" at ")[0]))
    .toEqual(
      expect.arrayContaining([
        "policy: img-src https://elsewhere.example/x.png",
        "policy: script-src-attr inline",
      ]),
    );
  await page.evaluate(() => {
    setTimeout(() => alert(1));
  });
  await expect.poll(() => seen.some((what) => what.startsWith("dialog"))).toBe(true);
});
