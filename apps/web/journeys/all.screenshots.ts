import { mkdirSync } from "node:fs";

import { deskPlaces, openDesk, readingPlaces } from "./places.ts";
import { journey } from "./site.ts";

// `pnpm screenshots`: every page and route, phone and desktop, light and dark, for people to look at, in `.cache/screenshots`.
const test = journey({ seed: true });
const folder = "../../.cache/screenshots";
mkdirSync(folder, { recursive: true });

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1440]) {
    test(`${colorScheme} at ${width}`, async ({ page }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
      const shoot = async (name: string, fullPage: boolean) => {
        await page.waitForLoadState("networkidle");
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage });
      };
      for (const { name, go } of readingPlaces) {
        await go(page);
        await shoot(name, true);
      }
      await page.goto("/sign-in");
      await page
        .getByRole("link", { name: /^Continue with/ })
        .or(page.getByRole("button", { name: /^Continue with/ }))
        .click();
      await shoot("local-provider", false);
      await openDesk(page, "Ada");
      for (const { name, go } of deskPlaces) {
        await go(page);
        await shoot(name, false);
      }
    });
  }
}
