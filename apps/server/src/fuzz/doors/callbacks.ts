import fc from "fast-check";
import { expect } from "vitest";

import { openBrowser } from "../../testing/browser.ts";
import { bentText } from "../bent.ts";
import { expectWords, type FuzzedSite } from "../open-site.ts";

/** What providers answer that fail: refused in words, and nobody is signed in. */
const byProvider = [502];
const claims = {
  iss: "http://127.0.0.1:1",
  aud: "quoin",
  sub: "mara",
  email: "mara@quoin.test",
  email_verified: true,
  nonce: "n",
  iat: 1,
  exp: 9e9,
};
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const idToken = `${encoded({ alg: "ES256", kid: "local" })}.${encoded(claims)}.${"s".repeat(86)}`;
const tokens = JSON.stringify({
  access_token: "a".repeat(43),
  token_type: "Bearer",
  expires_in: 300,
  id_token: idToken,
});

/** Callbacks of a sign-in, and what a provider says to our questions. */
export async function callbacks(site: FuzzedSite) {
  const answers = fc.record({
    body: bentText(tokens, ['"alg":"none"', "null", "{}", "[[", "<html>"]),
    status: fc.constantFrom(200, 200, 200, 400, 401, 500, 302),
    type: fc.constantFrom("application/json", "text/html", ""),
  });
  const query = bentText("state={state}&code=abc&iss={iss}", [
    "&state=x",
    "&code=",
    "&error=access_denied",
    "%FF",
    "&iss=https://evil.test",
  ]);
  return fc.asyncProperty(
    answers,
    query,
    fc.boolean(),
    async ({ body, status, type }, bentQuery, isOurs) => {
      site.faults.answer = async (path) =>
        path === "/token"
          ? new Response(body, { status, headers: { "content-type": type } })
          : undefined;
      const browser = openBrowser(site.app);
      const begun = new URL((await browser.ask("/auth/local")).headers.get("location") ?? "");
      if (!isOurs) browser.jar.clear();
      const filled = bentQuery
        .replace("{state}", begun.searchParams.get("state") ?? "")
        .replace("{iss}", encodeURIComponent(begun.origin))
        .replace(/[\r\n\t#]/g, "");
      const answer = await browser.ask(`/auth/local/callback?${filled}`, { from: "elsewhere" });
      delete site.faults.answer;
      expectWords(answer.status, await answer.text(), byProvider);
      expect(browser.jar.has("quoin_session_dev")).toBe(false);
    },
  );
}
