import type { Root } from "hast";

import { elementsIn } from "./walk.ts";

// Stands for our own origin, which a relative address keeps.
const here = "https://here.invalid";

/** Tells pages elsewhere nothing of the tab they open in, and unlinks what is no address. */
export function dressLinks(tree: Root): void {
  for (const { tagName, properties } of elementsIn(tree)) {
    if (tagName !== "a" || typeof properties.href !== "string") continue;
    const url = URL.parse(properties.href, here);
    if (url === null) delete properties.href;
    else if (url.origin !== here && url.protocol !== "mailto:") properties.rel = ["noopener"];
  }
}
