// What a stranger may write: not one complaint.
import {
  createQuoin,
  type ErrorCode,
  type Quoin,
  quoinLinks,
  type QuoinRouter,
  refusalOf,
  type RouterInputs,
  type RouterOutputs,
  uploadFile,
} from "@quoin/client";
import { createTRPCReact } from "@trpc/react-query";

type Post = RouterOutputs["post"]["bySlug"];
type Item = RouterOutputs["post"]["list"]["items"][number];

export const quoin: Quoin = createQuoin({
  url: "https://example.org",
  headers: async () => ({ "x-app": "stranger" }),
});

export async function latest(query: RouterInputs["post"]["list"]): Promise<Item[]> {
  const { items, nextCursor } = await quoin.post.list.query(query);
  return nextCursor === null ? items : [...items, ...(await latest({ cursor: nextCursor }))];
}

export async function read(slug: string): Promise<Post | ErrorCode> {
  try {
    return await quoin.post.bySlug.query({ slug });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return refusal.code === "post_not_found" ? "post_not_found" : refusal.code;
  }
}

export async function write(title: string, picture: File): Promise<string> {
  const { alt, url } = await uploadFile(quoin, picture);
  const draft = await quoin.draft.create.mutate({ title, body: `![${alt}](${url})` });
  const saved = await quoin.draft.save.mutate({ ...draft, excerpt: "Short." });
  if (saved.outcome === "conflict") return saved.theirs.title;
  const published = await quoin.post.publish.mutate({ id: draft.id, version: saved.version });
  return published.outcome === "conflict" ? published.theirs.title : published.slug;
}

export async function nameOfWhoeverIsHere(): Promise<string | undefined> {
  const mine = await quoin.session.mine.query();
  return mine?.person.name;
}

const trpc = createTRPCReact<QuoinRouter>();
export const client = trpc.createClient({ links: quoinLinks({ url: "https://example.org" }) });

export function Latest() {
  const [page] = trpc.post.list.useSuspenseQuery({ limit: 5 });
  const publish = trpc.post.publish.useMutation({
    onError: (error) => error.data?.refusal.code satisfies ErrorCode | undefined,
  });
  return (
    <ul>
      {page.items.map((post) => (
        <li key={post.id}>
          {post.title} {post.author.name.toUpperCase()} {post.readingSeconds.toFixed(0)}
          <button onClick={() => publish.mutate({ id: post.id, version: 1 })}>Publish</button>
        </li>
      ))}
    </ul>
  );
}
