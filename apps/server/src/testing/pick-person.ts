import type { CastMember } from "@quoin/model";

/** What a browser does at the local provider: opens the page, presses a button, is sent back. */
export async function pickPerson(
  authorize: URL,
  person: CastMember | "nobody",
  headers: Record<string, string> = { origin: authorize.origin, "sec-fetch-site": "same-origin" },
): Promise<Response> {
  const form = new URLSearchParams({ person });
  for (const [, name = "", value = ""] of (await pageOf(authorize)).matchAll(hidden)) {
    form.set(name, value);
  }
  return fetch(authorize, { method: "POST", body: form, headers, redirect: "manual" });
}

const hidden = /<input type="hidden" name="([^"]*)" value="([^"]*)">/g;

/** The page that offers the cast; nothing where the provider sends the browser back at once. */
async function pageOf(authorize: URL): Promise<string> {
  const page = await fetch(authorize, { redirect: "manual" });
  return page.text();
}

/** Where the provider sends the browser with its answer. */
export function sentTo(response: Response): URL {
  const location = response.headers.get("location");
  if (location === null) throw new Error(`no redirect: ${response.status}`);
  return new URL(location);
}
