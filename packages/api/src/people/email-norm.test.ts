import fc from "fast-check";
import { expect, test } from "vitest";

import { domainOf, emailNorm } from "./email-norm.ts";

/** 254 characters, the most that RFC 5321 §4.5.3.1.3 leaves room for. */
const longest = `mm@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`;

test.each([
  ["A@Example.COM", "a@example.com"],
  [" \t mara@example.com \t ", "mara@example.com"],
  ["mara@x.y.z.example", "mara@x.y.z.example"],
  [`${"m".repeat(64)}@example.com`, `${"m".repeat(64)}@example.com`],
  [longest, longest],
  ["Mara.Silva+quoin@example.com", "mara.silva+quoin@example.com"],
  ["mara@münchen.example", "mara@xn--mnchen-3ya.example"],
  ["mıke@x.com", "mıke@x.com"],
  ["Ünal@x.com", "ünal@x.com"],
  ["u\u0308nal@x.com", "ünal@x.com"],
  ["ÅSE@x.com", "åse@x.com"],
  ["Ιωάννης@x.com", "ιωάννης@x.com"],
  ["mara@MU\u0308NCHEN.example", "mara@xn--mnchen-3ya.example"],
  ["o'neil!#$%&*+-/=?^_`{|}~@x.com", "o'neil!#$%&*+-/=?^_`{|}~@x.com"],
])("S-21: %j is compared as %j", (email, norm) => {
  expect(emailNorm(email)).toBe(norm);
});

test("S-21: letters that only look alike stay apart", () => {
  expect(emailNorm("mıke@x.com")).not.toBe(emailNorm("mike@x.com"));
  expect(emailNorm("ünal@x.com")).not.toBe(emailNorm("unal@x.com"));
  expect(emailNorm("İnes@x.com")).not.toBe(emailNorm("ines@x.com"));
  expect(emailNorm("straße@x.com")).not.toBe(emailNorm("strasse@x.com"));
});

test.each([
  ["no at sign", "mara.example.com"],
  ["nobody", "@example.com"],
  ["nowhere", "mara@"],
  ["a fullwidth at sign", "a＠b.com"],
  ["a fullwidth at sign too many", "a＠b.com@c.com"],
  ["a ligature", "ﬁ@x.com"],
  ["a Kelvin sign", "mi\u212Ae@x.com"],
  ["a Kelvin sign in the domain", "mike@\u212A.com"],
  ["two at signs", "a@b@c.com"],
  ["two addresses", "a@evil.example,b@example.com"],
  ["a name", "Mara <mara@example.com>"],
  ["a trailing dot", "mara@example.com."],
  ["an empty label", "mara@example..com"],
  ["an address of the web", "mailto:kim@x.com"],
  ["a question", "kim@x.com?subject=Hi"],
  ["brackets", "kim@[192.0.2.1]"],
  ["a comment", "kim(at work)@x.com"],
  ["a name in quotes", '"kim"@x.com'],
  ["a backslash", "kim\\@x.com"],
  ["an Ångström sign", "\u212Bse@x.com"],
  ["a long s", "ma\u017F@x.com"],
  ["a line break", "mara@example.com\r\nBcc: x@y.z"],
  ["a trailing line break", "mara@example.com\n"],
  ["a null character", "mara\0@example.com"],
  ["a zero-width space", "ma\u200Bra@example.com"],
  ["a soft hyphen", "ma\u00ADra@example.com"],
  ["a right-to-left mark", "mara\u200F@example.com"],
  ["an inner space", "ma ra@example.com"],
  ["a no-break space", "\u00A0mara@example.com"],
  ["an address of a machine in disguise", "mara@0x7f.1"],
  ["a port", "mara@example.com:80"],
  ["a path", "mara@example.com/x"],
  ["percent signs", "mara@ex%61mple.com"],
  ["one letter too much", `x${longest}`],
  ["too much", `${"m".repeat(65)}@example.com`],
])("S-21: %s is no address", (_, email) => {
  expect(emailNorm(email)).toBeNull();
});

test("S-21: the domain of an address is what follows its at sign", () => {
  expect(domainOf("mara@x.example.com")).toBe("x.example.com");
});

test("S-21: however an address is written, it is compared in one form, and that form is its own", () => {
  const letters = fc.array(fc.constantFrom(...Array.from("aZéÉüÜñÑåÅøØçÇşŞİıßжЖλΛかカ한")), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(letters, fc.constantFrom("x.com", "München.example"), (name, domain) => {
      const address = `${name.join("")}@${domain}`;
      const norm = emailNorm(address);
      expect(norm).not.toBeNull();
      expect(emailNorm(norm ?? "")).toBe(norm);
      for (const form of ["NFC", "NFD"]) expect(emailNorm(address.normalize(form))).toBe(norm);
      expect(emailNorm(address.toLowerCase())).toBe(norm);
    }),
  );
});
