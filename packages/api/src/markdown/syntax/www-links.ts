import type { MarkdownIt } from "markdown-it";

/** Links `www.example.org` as GitHub Flavored Markdown §6.9 does, and no other bare host name. */
export function linkWww(md: MarkdownIt): void {
  md.linkify.add("www.", {
    // What may follow `//` may follow `www.`: a host and a path.
    validate: (text, position, linkify) => linkify.testSchemaAt(text, "//", position),
    normalize: (match) => {
      match.url = `http://${match.url}`;
    },
  });
}
