import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { deskPlaces, openDesk, type Place, readingPlaces } from "./places.ts";
import { journey } from "./site.ts";

const test = journey({ seed: true });

/** What axe finds on a page, in both colour schemes, said briefly. */
async function findings(page: Page, place: Place): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await place.go(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations) {
      found.push(
        `${place.name} ${colorScheme}: ${id} at ${nodes.map((node) => node.target).join(", ")}`,
      );
    }
  }
  return found;
}

test("axe finds nothing on any page", async ({ page }) => {
  test.setTimeout(180_000);
  const found: string[] = [];
  for (const place of readingPlaces) found.push(...(await findings(page, place)));
  expect(found).toEqual([]);
});

test("axe finds nothing on any route of the desk", async ({ page }) => {
  test.setTimeout(180_000);
  await openDesk(page, "Ada");
  const found: string[] = [];
  for (const place of deskPlaces) found.push(...(await findings(page, place)));
  expect(found).toEqual([]);
});

test("no page scrolls sideways on a narrow screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  for (const place of readingPlaces) {
    await place.go(page);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth,
    );
    expect.soft(wide, place.name).toBe(false);
  }
});

// In bytes, as they are sent.
const [mostScript, mostWords] = [10_240, 15_360];

test("a reading page is light, and asks for little before it is seen", async ({ page, site }) => {
  const sizeOf = async (path: string, encoding: string): Promise<number> => {
    const headers = { "accept-encoding": encoding };
    for (;;) {
      // A page is compressed once it has been asked for.
      const answer = await page.request.get(site.url + path, { headers });
      if (answer.headers()["content-encoding"] === encoding) {
        return Number(answer.headers()["content-length"]);
      }
    }
  };
  for (const path of ["/", "/archive", "/the-grid-is-a-promise", "/sql-you-can-read-aloud"]) {
    await page.goto(path);
    // What must be there to paint, or is asked for along with it: the page itself, and these.
    // A cover is the post's own; React names it in the head too, so that it comes early.
    const preloads = "link[rel=preload]:not([as=image]), link[rel=modulepreload]";
    const head = `link[rel=stylesheet], ${preloads}, script[src]`;
    const asked = await page
      .locator(head)
      .evaluateAll((found) =>
        found.map((one) => one.getAttribute("href") ?? one.getAttribute("src") ?? ""),
      );
    expect(1 + asked.length, `${path} ${asked.join(" ")}`).toBeLessThanOrEqual(4);
    const total = async (end: string, encoding: string) => {
      const files = asked.filter((one) => one.endsWith(end));
      expect(files.length, `${path} ${end}`).toBeGreaterThan(0);
      const sizes = await Promise.all(files.map((file) => sizeOf(file, encoding)));
      return sizes.reduce((sum, size) => sum + size, 0);
    };
    const words = (await sizeOf(path, "br")) + (await total(".css", "br"));
    expect(words, path).toBeLessThanOrEqual(mostWords);
    expect(await total(".js", "gzip"), path).toBeLessThanOrEqual(mostScript);
  }
});
