import { loadavg } from "node:os";

import { chromium, type Page } from "@playwright/test";

import { signInAs } from "../journeys/sign-in.ts";
import { openSite } from "../journeys/site.ts";
import { longPost } from "./long-post.ts";

// `pnpm bench:keystrokes`: from a key to the frame that shows it, in a post of 50,000 words, in the
// built desk. Frames are drawn as soon as there is something to draw: waiting for the screen's next
// refresh is not ours to shorten. With `--vsync` that wait is in the numbers too.
const [length, keys, gapMs] = [50_000, 300, 100];
const freeFrames = ["--disable-gpu-vsync", "--disable-frame-rate-limit"];

const site = await openSite();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", ...(process.argv.includes("--vsync") ? [] : freeFrames)],
});
try {
  const page = await browser.newPage({
    baseURL: site.url,
    viewport: { width: 1440, height: 900 },
  });
  await signInAs(page, "Ada");
  await openPost(page);
  const { times, processorMs } = await typeInTheMiddle(page);
  const at = (share: number) =>
    `${(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN).toFixed(1)} ms`;
  console.log(
    `${times.length} keys in ${length} words: p50 ${at(0.5)}, p95 ${at(0.95)}, slowest ${at(1)}`,
  );
  // What others do on the machine is in the times, and hardly in this.
  console.log(
    `${(processorMs / times.length).toFixed(1)} ms a key of the page's own processor time; load ${loadavg()[0]?.toFixed(1)}`,
  );
} finally {
  await browser.close();
  await site.close();
}

async function openPost(page: Page): Promise<void> {
  const id = await page.evaluate(
    async (draft) => {
      const answer = await fetch("/trpc/draft.create", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(draft),
      });
      const { result } = await answer.json();
      return String(result.data.id);
    },
    { title: "A long post", body: longPost(length) },
  );
  await page.goto(`/desk/posts/${id}`);
  await page.getByRole("textbox", { name: "Post body" }).waitFor();
}

/** Types at a steady pace and gives the time of every key, in order of size. */
async function typeInTheMiddle(page: Page) {
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await page.waitForTimeout(3000); // the parser comes after
  await page.locator(".cm-line", { hasText: /^The / }).nth(1).click();
  await page.keyboard.press("End");
  await page.waitForTimeout(2000);
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const channel = new MessageChannel();
    const waiting: number[] = [];
    // A message sent while a frame is made arrives once it is.
    channel.port1.addEventListener("message", () => {
      const now = performance.now();
      for (const at of waiting.splice(0)) times.push(now - at);
    });
    channel.port1.start();
    const onKey = ({ timeStamp }: KeyboardEvent) => {
      requestAnimationFrame(() => {
        waiting.push(timeStamp);
        channel.port2.postMessage(null);
      });
    };
    window.addEventListener("keydown", onKey, { capture: true });
  });
  const typed = "and the words go on as they do. ".repeat(20).slice(0, keys);
  const processor = await processorOf(page);
  const before = await processor();
  await page.keyboard.type(typed, { delay: gapMs });
  const processorMs = (await processor()) - before;
  await page.waitForTimeout(500);
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  return { times: times.toSorted((one, other) => one - other), processorMs };
}

/** Gives the processor time of the page's main thread so far, in milliseconds. */
async function processorOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
}
