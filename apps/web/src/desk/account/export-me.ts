import { quoin } from "../lib/trpc.ts";

/** Gathers everything about me, page by page, and saves it as one JSON file. */
export async function saveMyData(handle: string): Promise<void> {
  const first = await quoin.person.exportMe.mutate({});
  const { nextCursor, ...everything } = first;
  let cursor = nextCursor;
  while (cursor !== null) {
    const page = await quoin.person.exportMe.mutate({ cursor });
    everything.posts.push(...page.posts);
    everything.revisions.push(...page.revisions);
    everything.media.push(...page.media);
    everything.events.push(...page.events);
    cursor = page.nextCursor;
  }
  const text = JSON.stringify({ exportedAt: new Date().toISOString(), ...everything }, null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `quoin-${handle}.json`;
  link.click();
  // The browser has taken it over by the time this turn is done.
  setTimeout(() => URL.revokeObjectURL(url));
}
