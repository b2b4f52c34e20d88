import type { Byline as Who, Picture } from "@quoin/model";

import { authorPath } from "./addresses.ts";
import { Day } from "./day.tsx";
import { Portrait } from "./portrait.tsx";
import { ReadingTime } from "./reading-time.tsx";

/** What a byline tells of a post. */
export interface BylineFacts {
  author: Who & { picture?: Picture | null };
  publishedAt: string;
  updatedAt: string;
  readingSeconds: number;
}

/** A change within a day of publication is a correction; a later one is news to readers. */
const materialMs = 24 * 60 * 60 * 1000;

/** Who wrote it, when, and how long it takes. */
export function Byline({ post, language }: { post: BylineFacts; language: string }) {
  const { author, publishedAt, updatedAt, readingSeconds } = post;
  const changed = Date.parse(updatedAt) - Date.parse(publishedAt) > materialMs;
  return (
    <p className="byline">
      {author.picture && <Portrait picture={author.picture} size="small" />}
      <a href={authorPath(author.handle)} rel="author" dir="auto">
        {author.name}
      </a>
      <Day at={publishedAt} language={language} />
      {changed && (
        <span>
          Updated <Day at={updatedAt} language={language} />
        </span>
      )}
      <ReadingTime seconds={readingSeconds} />
    </p>
  );
}
