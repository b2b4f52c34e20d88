import type { z } from "zod";

import { PostText } from "./post-text.ts";
import { PostView } from "./post.ts";

/** What to look at as readers would: absent fields are empty. */
export const PreviewDraft = PostText.partial().required({ body: true });
export type PreviewDraft = z.infer<typeof PreviewDraft>;

/** What publishing would make of it. */
export const Preview = PostView.pick({
  html: true,
  headings: true,
  readingSeconds: true,
  excerpt: true,
  standfirst: true,
  tags: true,
  cover: true,
});
export type Preview = z.infer<typeof Preview>;
