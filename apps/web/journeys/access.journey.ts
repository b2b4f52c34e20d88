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
