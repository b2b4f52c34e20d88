import { type FoundItem, type FoundPage, maxFound, type Tag } from "@quoin/model";

import { authorPath, postPath, searchPath, tagPath } from "../parts/addresses.ts";
import { Day } from "../parts/day.tsx";
import { Pieces } from "../parts/pieces.tsx";
import type { Page } from "./document/page.ts";
import { SearchBox } from "./search-box.tsx";

/** What somebody looked for, and what was found. */
export interface Search {
  /** As typed; empty before anything was. */
  query: string;
  found: FoundPage;
  /** Somewhere else to look, when nothing was found. */
  tags: readonly Tag[];
  /** True on a page after the first. */
  later: boolean;
}

/** The search: a box, and under it what was found, best first. Never indexed. */
export const searchPage: Page<Search> = {
  // A page's title is what is read out when it opens, so the count is in it.
  head: ({ query, found }, { site }) => ({
    title: query === "" ? "Search" : `${resultsOf(found.count)} for ${query}`,
    description: `Search everything published on ${site.title}.`,
  }),

  body: (search, { site }) => {
    const { query, found } = search;
    return (
      <div className="listing">
        <header className="listing-head">
          <h1>Search</h1>
          <SearchBox query={query} focused={query === ""} />
          <p className={query === "" ? "search-help" : undefined}>{countOf(search)}</p>
          {query !== "" && found.count === 0 && <Nothing tags={search.tags} />}
        </header>
        {found.items.length > 0 && (
          <ol className="entries" aria-label="What was found" data-found="">
            {found.items.map((post) => (
              <FoundEntry key={post.id} post={post} language={site.language} />
            ))}
          </ol>
        )}
        {found.nextCursor !== null && (
          <p className="more">
            <a href={nextPath(query, found.nextCursor)} rel="next">
              More results
            </a>
          </p>
        )}
      </div>
    );
  },
};

function countOf({ query, found, later }: Search) {
  if (query === "") return "Words of a title or a text, “words in a row”, -without a word.";
  const asked = <q dir="auto">{query}</q>;
  if (found.count === 0) return <>Nothing was found for {asked}.</>;
  const most = found.count >= maxFound ? "The newest " : "";
  return (
    <>
      {most}
      {resultsOf(found.count)} for {asked}
      {later ? ", continued" : ""}
    </>
  );
}

const resultsOf = (count: number): string => (count === 1 ? "1 result" : `${count} results`);

function Nothing({ tags }: { tags: readonly Tag[] }) {
  return (
    <>
      <p className="search-help">
        Fewer words find more, and so does the beginning of one.{" "}
        <a href={searchPath}>Clear the search</a>, or look in the <a href="/archive">archive</a>
        {tags.length > 0 ? " and what is often written about:" : "."}
      </p>
      {tags.length > 0 && (
        <ul className="tag-row" aria-label="Tags">
          {tags.map(({ slug, name }) => (
            <li key={slug}>
              <a href={tagPath(slug)} rel="tag" dir="auto">
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function FoundEntry({ post, language }: { post: FoundItem; language: string }) {
  return (
    <li className="entry">
      <p className="entry-date">
        <Day at={post.publishedAt} language={language} />
      </p>
      <h2 className="entry-title" dir="auto">
        <a href={postPath(post.slug)}>
          <Pieces pieces={post.titlePieces} />
        </a>
      </h2>
      <p className="entry-excerpt" dir="auto">
        <Pieces pieces={post.snippet} />
      </p>
      <p className="byline">
        <a href={authorPath(post.author.handle)} dir="auto">
          {post.author.name}
        </a>
      </p>
    </li>
  );
}

const nextPath = (query: string, after: string): string =>
  `${searchPath}?${new URLSearchParams({ q: query, after }).toString()}`;
