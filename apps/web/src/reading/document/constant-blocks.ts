import { createHash } from "node:crypto";

/** Applies a reader's stored choice before anything is painted. `enhance.ts` writes it. */
export const themeBoot =
  'try{let t=localStorage.getItem("quoin:theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}';

/** Lets browsers that can fetch a page of ours when a reader is about to follow its link. */
export const speculationRules = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: "/*" },
          { not: { href_matches: "/desk*" } },
          { not: { href_matches: "/sign-in*" } },
          { not: { href_matches: "/auth/*" } },
          { not: { href_matches: "/media/*" } },
          { not: { href_matches: "/search*" } },
          { not: { href_matches: "/*.xml" } },
          { not: { href_matches: "/*.json" } },
          { not: { href_matches: "/*.md" } },
        ],
      },
      eagerness: "moderate",
    },
  ],
});

/**
 * What a content security policy says to allow them, and no other inline block (CSP Level 3 §2.3.1).
 * Computed from the very text that is sent.
 */
export const constantBlockHashes: readonly string[] = [themeBoot, speculationRules].map(
  (block) => `'sha256-${createHash("sha256").update(block).digest("base64")}'`,
);
