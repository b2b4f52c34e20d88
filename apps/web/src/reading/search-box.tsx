import { maxSearchLength } from "@quoin/model";

import { searchPath } from "../parts/addresses.ts";

interface SearchBoxProps {
  /** What was looked for. */
  query: string;
  /** On a page that is about nothing else, the caret waits in the box. */
  focused?: boolean;
}

/** Looks for words: a plain form, so it works without scripts. */
export function SearchBox({ query, focused = false }: SearchBoxProps) {
  return (
    <search className="search-box">
      <form action={searchPath} method="get">
        <label htmlFor="_q" className="unseen">
          Search this site
        </label>
        <input
          id="_q"
          name="q"
          type="search"
          defaultValue={query}
          maxLength={maxSearchLength}
          enterKeyHint="search"
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where looking is all there is to do
          autoFocus={focused}
          dir="auto"
        />
        <button type="submit">Search</button>
      </form>
    </search>
  );
}
