/** A page of a list, and where it went on from: absent on the first page. */
export interface ListData<Posts> {
  posts: Posts;
  after?: string;
}

/** The way to the next page of a list; nothing at its end. */
export function MoreLink({ path, cursor }: { path: string; cursor: string | null }) {
  if (cursor === null) return null;
  return (
    <p className="more">
      <a href={listCanonical(path, cursor)} rel="next">
        Older posts
      </a>
    </p>
  );
}

/** The address of one page of a list. */
export const listCanonical = (path: string, after: string | undefined): string =>
  after === undefined ? path : `${path}?after=${encodeURIComponent(after)}`;
