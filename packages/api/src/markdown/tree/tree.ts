import type { Root } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parseFragment } from "parse5";

type Child = DefaultTreeAdapterMap["childNode"];
type Parent = DefaultTreeAdapterMap["parentNode"];

/** Elements inside one another, deeper than any page means. */
const maxDepth = 300;

/** HTML whose tree would be far larger or deeper than its text: misnested tags multiply themselves. */
export class TreeOutOfBounds extends Error {
  override readonly name = "TreeOutOfBounds";
}

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
  let left = 2 * tags + 100;
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
