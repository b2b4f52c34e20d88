import { constantBlockHashes } from "@quoin/web/reading";
import { expect, test } from "vitest";

import { contentSecurityPolicy, noncedScripts, readingPolicy } from "./content-security-policy.ts";

test("a reading page runs our files and the constant blocks, and nothing written inline", () => {
  const policy = readingPolicy({ mediaOrigin: "https://media.test" });
  expect(policy).not.toContain("unsafe");
  expect(policy).toContain(`script-src 'self' ${constantBlockHashes.join(" ")};`);
  expect(policy).toContain("style-src 'self';");
});

test("every page has what all are held to, unless it says otherwise", () => {
  const strict = ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];
  const policies = [
    readingPolicy({ mediaOrigin: "https://media.test" }),
    contentSecurityPolicy({ "script-src": noncedScripts("n") }),
    contentSecurityPolicy({ "default-src": "'none'", "form-action": null }),
  ].map((policy) => policy.split("; "));
  for (const policy of policies) expect(policy).toEqual(expect.arrayContaining(strict));
  expect(policies[1]).toContain("form-action 'self'");
  expect(policies[2]).not.toContain("form-action 'self'");
  expect(policies[2]).toContain("default-src 'none'");
});
