import type { MediaId, PostText } from "@quoin/model";

/** Two texts that have no field in common. A field that is missing here does not compile. */
export const twoTexts = ([first, second]: readonly [MediaId, MediaId]): [PostText, PostText] => [
  { title: "One", excerpt: "Said once.", body: "One.\n", tags: ["First"], cover: first },
  { title: "Two", excerpt: "Said twice.", body: "Two.\n", tags: ["Second"], cover: second },
];
