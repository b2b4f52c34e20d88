import type { SessionMeta } from "@quoin/drivers";

import { truncatedAddress } from "../request/client-address.ts";

// The first that fits; Edge and Opera also call themselves Chrome, Chrome also Safari.
const browsers = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b((Headless)?Chrome|CriOS|Chromium)\//],
  ["Safari", /\bSafari\//],
] as const;

const systems = [
  ["iOS", /\b(iPhone|iPad|iPod)\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** What a person will know this browser by; nothing of what it said is kept word for word. */
export function deviceOf(userAgent: string | undefined, address: string): SessionMeta {
  const first = (list: readonly (readonly [string, RegExp])[], otherwise: string) =>
    list.find(([, sign]) => sign.test(userAgent ?? ""))?.[0] ?? otherwise;
  return {
    browser: first(browsers, "Another browser"),
    system: first(systems, "another system"),
    address: truncatedAddress(address),
  };
}
