import { expect, test } from "vitest";

import { fold } from "./fold.ts";
import { Slug, slugOf } from "./slug.ts";

/** Titles, and the addresses they suggest. */
const titles: [string, string][] = [
  ["On Quoins, and Other Wedges", "on-quoins-and-other-wedges"],
  ["Ünïcödé Straße", "unicode-strasse"],
  ["Łódź & Đà Nẵng", "lodz-da-nang"],
  ["Smørrebrød, Æbleskiver, Þór", "smorrebrod-aebleskiver-thor"],
  ["İstanbul’da ılık", "istanbulda-ilik"],
  ["ﬁne ＡＢＣ ½", "fine-abc-1-2"],
  ["Ο Λόγος του Οδυσσέα", "ο-λογος-του-οδυσσεα"],
  ["Чай и ёлка: за́мок", "чай-и-елка-замок"],
  ["Київ, Їжак, Ўзбек", "київ-їжак-ўзбек"],
  ["การพิมพ์ด้วยตัวเรียง", "การพิมพ์ด้วยตัวเรียง"],
  ["คำนำ ๆ", "คำนำ-ๆ"],
  ["ພາສາລາວ ຄຳ", "ພາສາລາວ-ຄຳ"],
  ["हिन्दी में मुद्रण", "हिन्दी-में-मुद्रण"],
  ["বাংলা ভাষা", "বাংলা-ভাষা"],
  ["தமிழ் எழுத்து", "தமிழ்-எழுத்து"],
  ["മലയാളം", "മലയാളം"],
  ["ಕನ್ನಡ ಲಿಪಿ", "ಕನ್ನಡ-ಲಿಪಿ"],
  ["မြန်မာစာ", "မြန်မာစာ"],
  ["ភាសាខ្មែរ", "ភាសាខ្មែរ"],
  ["བོད་ཡིག", "བོད-ཡིག"],
  ["שָׁלוֹם עולם", "שָׁלוֹם-עולם".normalize("NFC")],
  ["السَّلامُ عليكم", "السَّلامُ-عليكم".normalize("NFC")],
  ["می\u200cخواهم", "میخواهم"],
  ["活字印刷 ページ", "活字印刷-ページ"],
  ["한글 조판", "한글-조판"],
  ["ქართული", "ქართული"],
  ["Հայերեն", "հայերեն"],
  ["አማርኛ ጽሑፍ", "አማርኛ-ጽሑፍ"],
];

test.each(titles)("%s has the address %s", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
  expect(slugOf(title.normalize("NFD"))).toBe(slug);
  expect(slugOf(slug)).toBe(slug);
  expect(Slug.safeParse(slug).success).toBe(true);
});

test("no letter of a title is lost where marks are half of it", () => {
  for (const [title] of titles.slice(9)) {
    const letters = title.replace(/[\s,&:\u200c\u0f0b]/gu, "").normalize("NFC");
    expect(slugOf(title).replaceAll("-", "")).toBe(letters.toLowerCase());
  }
});

test("what is spelt alike is folded alike, and once is enough", () => {
  for (const word of ["Schön", "SCHÖN", "scho\u0308n", "schon"]) expect(fold(word)).toBe("schon");
  for (const word of ["Straße", "STRASSE", "strasse", "STRAẞE"]) expect(fold(word)).toBe("strasse");
  for (const [title] of titles) expect(fold(fold(title))).toBe(fold(title));
});

test.each(["-a", "a-", "a--b", "A", "a b", "\u0301a", "a-\u0e31", "", "a/b", "a."])(
  "%j is no address",
  (text) => expect(Slug.safeParse(text).success).toBe(false),
);
