import type { Root } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parseFragment } from "parse5";

import { TextTooCostly } from "../rendered.ts";

type Child = DefaultTreeAdapterMap["childNode"];
type Parent = DefaultTreeAdapterMap["parentNode"];

/** Elements inside one another, deeper than any page means. */
const maxDepth = 300;

/** A table of 1 MB, 43,000 rows of three short cells, has 175,000. Each takes about a kilobyte. */
const maxElements = 200_000;

/**
 * HTML whose tree would be larger than any page, or far larger or deeper than its text: misnested
 * tags multiply themselves.
 */
export class TreeOutOfBounds extends TextTooCostly {}

/**
 * Reads HTML exactly as a browser does, within bounds.
 *
 * A browser repeats every unclosed `<b>` in every paragraph that follows: 50 KB of them become
 * millions of elements. Two for each tag written is more than honest HTML ever needs.
 *
 * @throws TreeOutOfBounds
 */
export function treeOf(html: string): Root {
  const tags = html.split("<").length;
  let left = Math.min(2 * tags + 100, maxElements);
  const depths = new WeakMap<object, number>();
  const sink = (parent: Parent, child: Child): void => {
    const depth = (depths.get(parent) ?? 0) + 1;
    if (depth > maxDepth) throw new TreeOutOfBounds();
    depths.set(child, depth);
  };

  const fragment = parseFragment(html, {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (name, namespace, attributes) => {
        if ((left -= 1) < 0) throw new TreeOutOfBounds();
        return defaultTreeAdapter.createElement(name, namespace, attributes);
      },
      appendChild: (parent, child) => {
        sink(parent, child);
        defaultTreeAdapter.appendChild(parent, child);
      },
      insertBefore: (parent, child, next) => {
        sink(parent, child);
        defaultTreeAdapter.insertBefore(parent, child, next);
      },
    },
  });
  // A fragment is always a root; the function's type also covers single elements.
  return fromParse5(fragment) as Root;
}
