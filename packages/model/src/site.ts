import { z } from "zod";

/** What readers may know of the site. */
export const SiteView = z.object({
  title: z.string(),
  description: z.string(),
  /** BCP 47, such as "en". */
  language: z.string(),
  /** A colour as "#rrggbb", or null for Quoin's own. */
  accent: z.string().nullable(),
  navigation: z.array(z.object({ label: z.string(), href: z.string() })),
});
export type SiteView = z.infer<typeof SiteView>;
