import type { Tag } from "@quoin/model";

import { tagPath } from "./addresses.ts";

/** What a post is filed under; nothing when it is filed nowhere. */
export function PostTags({ tags }: { tags: readonly Tag[] }) {
  if (tags.length === 0) return null;
  return (
    <div className="tags">
      <p id="_tags">Filed under</p>
      <ul aria-labelledby="_tags">
        {tags.map((tag) => (
          <li key={tag.slug}>
            <a href={tagPath(tag.slug)} rel="tag" dir="auto">
              {tag.name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
