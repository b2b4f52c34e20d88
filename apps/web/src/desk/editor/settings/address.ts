import { type DraftText, isReservedSlug, slugOf } from "@quoin/model";

/** What becomes of letters typed into an address field, while they are typed. */
export function slugTyped(typed: string): string {
  const slug = slugOf(typed);
  // A hyphen at the end is a word that has not been typed yet.
  return slug !== "" && /[^\p{L}\p{N}]$/u.test(typed) ? `${slug}-` : slug;
}

/** The last part of the address a post will have: wanted, else kept, else made from its title. */
export function slugAhead(text: Pick<DraftText, "slug" | "title">, live: string | null): string {
  return text.slug ?? live ?? slugOf(text.title);
}

/** Why a post cannot have an address, in words; null when nothing is known against it. */
export function slugProblem(slug: string): string | null {
  return isReservedSlug(slug) ? "Quoin needs that address itself. Choose another." : null;
}

/** Another address to offer when one is taken: `on-quoins` → `on-quoins-2` → `on-quoins-3`. */
export function nextSlug(slug: string): string {
  const [, stem = slug, number = "1"] = /^(.+?)(?:-(\d+))?$/.exec(slug) ?? [];
  return `${stem}-${Number(number) + 1}`;
}
