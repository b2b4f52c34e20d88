import type { PostWords } from "@quoin/model";

import { Day } from "../parts/day.tsx";
import { PostArticle } from "../parts/post-article.tsx";
import type { Page } from "./document/page.ts";

/** A draft, and when its private address stops working. */
export interface PrivatePreview {
  post: PostWords;
  expiresAt: string;
}

/** A draft for whoever was given its address: the page it would be, and a line that says so. */
export const previewPage: Page<PrivatePreview> = {
  // It says nothing to search engines, and nothing of the text to what unfolds links.
  head: () => ({ title: "Private preview", description: "" }),

  body: ({ post, expiresAt }, { site }) => (
    <>
      <p className="preview-note">
        This is a private preview of a draft, as it is now. Only whoever was given its address can
        read it, until <Day at={expiresAt} language={site.language} />.
      </p>
      <PostArticle post={{ ...post, title: post.title || "Untitled" }} language={site.language} />
    </>
  ),
};
