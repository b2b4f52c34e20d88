import { expect, test } from "vitest";

import { UpdatePost } from "./post-facts.ts";

const id = "019a0000-0000-7000-8000-000000000001";
const read = (canonicalUrl: string | null) => UpdatePost.safeParse({ id, canonicalUrl });

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,x",
  "ftp://a.example/",
  "/a-post",
  "//a.example/",
  "a.example",
  "https://",
  "https://mara:secret@a.example/",
  "https://a.example/\0",
  `https://a.example/${"a".repeat(2000)}`,
  `https://a.example/${"ä".repeat(1000)}`,
  "",
])("%j is no address a text can have been at first", (address) => {
  expect(read(address).success).toBe(false);
});

test("an address is kept as browsers write it, or there is none", () => {
  expect(read(' HTTPS://A.Example/a "b"\n<c> ').data?.canonicalUrl).toBe(
    "https://a.example/a%20%22b%22%3Cc%3E",
  );
  expect(read("http://schön.example").data?.canonicalUrl).toBe("http://xn--schn-7qa.example/");
  expect(read(null)).toMatchObject({ success: true, data: { canonicalUrl: null } });
});
