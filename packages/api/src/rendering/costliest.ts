// What each is written with. Of two that are written alike, the first.
const marks = {
  footnotes: /\[\^/g,
  tables: /\|/g,
  headings: /^ {0,3}(?:#{1,6}(?=\s)|=+[ \t]*$|-+[ \t]*$)/gm,
  pictures: /!\[/g,
  quotations: /^ {0,3}>/gm,
  lists: /^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]/gm,
  links: /\[(?!\^)|:\/\/|www\.|@/g,
  code: /`+|^~~~|^ {4}/gm,
  tags: /</g,
  emphasis: /[*_]|~~/g,
  paragraphs: /\n\n/g,
};

/** What a text may have too many of. */
export type Construct = keyof typeof marks;

/** What most of a text's marks are for: when it is too much for a page, that is what to look at. */
export function costliestIn(body: string): Construct {
  let [costliest, most]: [Construct, number] = ["paragraphs", 0];
  for (const [construct, mark] of Object.entries(marks)) {
    mark.lastIndex = 0;
    let count = 0;
    while (mark.test(body)) count += 1; // an array of matches would take more than the text
    if (count > most) [costliest, most] = [construct as Construct, count]; // a key of `marks`
  }
  return costliest;
}
