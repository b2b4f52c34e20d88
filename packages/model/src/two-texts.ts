import type { MediaId } from "./id.ts";
import type { PostText } from "./post-text.ts";

/** Two texts without a field in common, for tests. A field that is missing here does not compile. */
export const twoTexts = ([first, second]: readonly [MediaId, MediaId]): [PostText, PostText] => [
  { title: "One", excerpt: "Said once.", body: "One.\n", tags: ["First"], cover: first },
  { title: "Two", excerpt: "Said twice.", body: "Two.\n", tags: ["Second"], cover: second },
];
