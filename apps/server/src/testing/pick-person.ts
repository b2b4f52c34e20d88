import type { CastMember } from "@quoin/model";

/** What a browser does at the local provider: opens the page, presses a button, is sent back. */
export async function pickPerson(
  authorize: URL,
  person: CastMember | "nobody",
  headers: Record<string, string> = { origin: authorize.origin, "sec-fetch-site": "same-origin" },
): Promise<Response> {
  return fetch(authorize, {
    method: "POST",
    body: new URLSearchParams({ person }),
    headers,
    redirect: "manual",
  });
}

/** Where the provider sends the browser with its answer. */
export function sentTo(response: Response): URL {
  const location = response.headers.get("location");
  if (location === null) throw new Error(`no redirect: ${response.status}`);
  return new URL(location);
}
