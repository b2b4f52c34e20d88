import { readdir, readFile } from "node:fs/promises";

import { cast, type CastMember, Slug } from "@quoin/model";
import { parse } from "yaml";
import { z } from "zod";

const folder = new URL("posts/", import.meta.url);

/** What stands above the text of a file in `posts/`. */
const FrontMatter = z.strictObject({
  title: z.string().min(1),
  slug: Slug,
  author: z.string().refine((handle): handle is CastMember => Object.hasOwn(cast, handle)),
  /** Absent: it stays a draft. */
  published: z.iso.datetime().optional(),
  /** A draft that goes live by itself, so many days after it was seeded. */
  goesLiveInDays: z.number().int().positive().optional(),
  kind: z.enum(["post", "page"]).default("post"),
  excerpt: z.string(),
  tags: z.array(z.string()).default([]),
  /** The name of a picture. */
  cover: z.string().optional(),
  /** Put first on the front page. */
  featured: z.boolean().default(false),
  /** Added to the draft after publication, so that it differs from what is public. */
  afterwards: z.string().optional(),
});

export interface Article extends z.infer<typeof FrontMatter> {
  body: string;
}

/** Every article of the seed, oldest first; drafts come last. */
export async function readArticles(): Promise<Article[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  const articles = await Promise.all(names.map(readArticle));
  const moment = ({ published = "9999" }: Article): string => published;
  return articles.toSorted((one, other) => (moment(one) < moment(other) ? -1 : 1));
}

async function readArticle(name: string): Promise<Article> {
  const file = await readFile(new URL(name, folder), "utf8");
  const [, head = "", body = ""] = /^---\n(.*?)\n---\n+(.*)$/s.exec(file) ?? [];
  const facts = FrontMatter.safeParse(parse(head));
  if (!facts.success) throw new Error(`posts/${name}: ${z.prettifyError(facts.error)}`);
  return { ...facts.data, body };
}
