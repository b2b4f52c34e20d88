import {
  createTRPCClient,
  httpBatchLink,
  type HTTPBatchLinkOptions,
  type TRPCClient,
  type TRPCLink,
} from "@trpc/client";

import type { QuoinRouter } from "./router.ts";

/** Every procedure of a site, as functions. */
export type Quoin = TRPCClient<QuoinRouter>;

type LinkOptions = HTTPBatchLinkOptions<QuoinRouter["_def"]["_config"]["$types"]>;

export interface QuoinOptions extends Pick<LinkOptions, "fetch" | "headers"> {
  /** The site's origin, such as "https://example.com". Anything after the origin is ignored. */
  url: string;
}

/**
 * A site as local code: `await quoin.post.list.query({})`.
 *
 * In a browser on the site's own origin calls carry its session. Elsewhere they are a visitor's.
 */
export function createQuoin(options: QuoinOptions): Quoin {
  return createTRPCClient<QuoinRouter>({ links: quoinLinks(options) });
}

/** The same links for another tRPC client, such as one of `createTRPCReact<QuoinRouter>()`. */
export function quoinLinks({ url, ...rest }: QuoinOptions): TRPCLink<QuoinRouter>[] {
  const limits = { maxItems: 20, maxURLLength: 4000 }; // of a batch; the server refuses more calls
  return [httpBatchLink({ url: new URL("/trpc", url).href, ...limits, ...rest })];
}
