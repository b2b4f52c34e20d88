/** Paths of what readers visit. Slugs may hold letters of any script, so each is encoded. */
export const postPath = (slug: string): string => `/${encodeURIComponent(slug)}`;
/** The same post as the Markdown it was written in. */
export const markdownPath = (slug: string): string => `${postPath(slug)}.md`;
export const authorPath = (handle: string): string => `/author/${encodeURIComponent(handle)}`;
export const tagPath = (slug: string): string => `/tag/${encodeURIComponent(slug)}`;
export const searchPath = "/search";
