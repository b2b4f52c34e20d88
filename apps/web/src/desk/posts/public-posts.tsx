import { Loading } from "../components/loading.tsx";
import { Moment } from "../components/moment.tsx";
import { ShowMore } from "../components/show-more.tsx";
import { trpc } from "../lib/trpc.ts";

/** What the site has published, newest first. */
export function PublicPosts() {
  const posts = trpc.post.list.useInfiniteQuery(
    {},
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const items = posts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Loading query={posts} failed="The posts could not be loaded." />
      {posts.isSuccess && items.length === 0 && <p className="empty">Nothing is published yet.</p>}
      <ul className="rows">
        {items.map((post) => (
          <li key={post.id} className="row">
            <div className="row-words">
              <a className="row-title" href={`/${post.slug}`}>
                {post.title}
              </a>
              <p className="row-facts">
                <span>{post.author.name}</span>
                <Moment at={post.publishedAt} />
              </p>
            </div>
          </li>
        ))}
      </ul>
      <ShowMore list={posts} />
    </>
  );
}
