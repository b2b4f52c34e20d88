import { quoinLinks, type QuoinRouter, refusalOf } from "@quoin/client";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCQueryUtils, createTRPCReact } from "@trpc/react-query";

import { holdLink } from "../session/hold-link.ts";
import { signInAgain } from "../session/sign-in-again.ts";
import { pageHeaders } from "../session/whose-page.ts";

/** Hooks for every procedure: `trpc.draft.list.useQuery({})`. */
export const trpc = createTRPCReact<QuoinRouter>();

/** The same procedures outside components. */
export const quoin = trpc.createClient({
  links: [holdLink(signInAgain), ...quoinLinks({ url: location.origin, headers: pageHeaders })],
});

export const queryClient = new QueryClient({
  defaultOptions: {
    // A refusal stays one however often it is asked for; a network may come back.
    queries: {
      retry: (failures, error) => refusalOf(error) === null && failures < 2,
      networkMode: "always",
    },
    // Offline, a press of a button fails in words; it does not wait in silence.
    mutations: { networkMode: "always" },
  },
});

/** Fetching and forgetting what queries know, for loaders and mutations. */
export const queries = createTRPCQueryUtils({ client: quoin, queryClient });
