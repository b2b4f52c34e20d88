/** Letters of Latin that no decomposition leads to a plain one (Unicode, UTS #39 and CLDR Latin-ASCII). */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ŋ: "ng",
  ĸ: "k",
};
const withPlain = new RegExp(`[${Object.keys(plainLetters).join("")}]`, "gu");

// A vowel of its own in Thai and Lao that compatibility would take apart.
const compatible = /[^\u0E33\u0EB3]+/gu;
// Letters live without their marks here; of Cyrillic only with stress, and е for ё: й is no и.
const markedLatin = /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;
const stressed = /([аеиоуыэюяіє])[\u0300\u0301]+/gu;
// They say how letters join, which no address or search goes by.
const joiners = /[\u00AD\u200C\u200D]/gu;

/**
 * How a word is spelt for addresses and for searching, which find each other by it: small, with the
 * letters that a plain keyboard has. "Schön", "SCHÖN" and "schon" are one; "Straße" is "strasse".
 * Marks go only in scripts whose letters live without them: elsewhere they are half of the word.
 */
export function fold(text: string): string {
  const small = text.toLowerCase();
  if (/^[\0-\x7F]*$/.test(small)) return small;
  return small
    .replace(joiners, "")
    .replace(compatible, (part) => part.normalize("NFKC"))
    .toLowerCase() // what compatibility made may be a capital
    .normalize("NFD")
    .replace(markedLatin, "$1")
    .replace(stressed, "$1")
    .replace(/е\u0308/gu, "е")
    .normalize("NFC")
    .replace(withPlain, (letter) => plainLetters[letter] ?? letter);
}
