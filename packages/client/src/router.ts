import type { QuoinRouter } from "@quoin/api/contract";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

export type { QuoinRouter };

/** What each procedure takes: `RouterInputs["post"]["list"]`. */
export type RouterInputs = inferRouterInputs<QuoinRouter>;

/** What each procedure gives: `RouterOutputs["post"]["bySlug"]`. */
export type RouterOutputs = inferRouterOutputs<QuoinRouter>;
