import fc from "fast-check";
import { expect, test } from "vitest";

import { returnAddress } from "./return-address.ts";

const url = new URL("https://quoin.example");

test.each([
  ["/desk/posts?state=draft#top", "https://quoin.example/desk/posts?state=draft#top"],
  ["/on-quoins", "https://quoin.example/on-quoins"],
  ["/", "https://quoin.example/"],
  ["/signature", "https://quoin.example/signature"],
])("S-23: %s is gone back to", (asked, to) => {
  expect(returnAddress(asked, url)).toBe(to);
});

test.each([
  undefined,
  "",
  "desk",
  "//evil.example",
  "//:user:pass@quoin.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "https://evil.example",
  "https://quoin.example/desk/posts",
  "javascript:alert(1)",
  "@evil.example",
  "/sign-in",
  "/sign-in?return_to=/sign-in",
  "/x/../sign-in",
  "/auth/google",
  "/trpc/post.list",
  `/${"a".repeat(2048)}`,
])("S-23: %j leads to the desk", (asked) => {
  expect(returnAddress(asked, url)).toBe("https://quoin.example/desk");
});

test("S-23: whatever is asked for, the address is ours, for browsers too", () => {
  const bits = fc.constantFrom(
    ..."/ // \\ \\\\ : @ ? # % %2f %5c %00 . .. \t \n \r \0 http: https: javascript: data: evil.example quoin.example [::1] :443 user:pass@ desk sign-in".split(
      " ",
    ),
    " ",
  );
  const made = fc.array(bits, { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(
      fc.oneof(made, fc.string({ unit: "binary" }), fc.webUrl()),
      fc.boolean(),
      (text, slash) => {
        const to = returnAddress(slash ? `/${text}` : text, url);
        expect(new URL(to, url).origin).toBe(url.origin);
        expect(to.startsWith("https://quoin.example/")).toBe(true);
        // Even where somebody keeps only the path, it does not leave the site.
        expect(new URL(new URL(to).pathname, url).origin).toBe(url.origin);
      },
    ),
    { numRuns: 5000 },
  );
});
