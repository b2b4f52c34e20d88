// In rendered posts a `<` begins a tag and every value is in double quotes, so these see
// attributes and never text, or part of a value, that looks like one.
const tag = /<[a-z][a-z0-9]*(?:\s+[^\s"'<>=/]+(?:="[^"]*")?)*\s*\/?>/g;
const attribute = /(\s)([^\s"'<>=/]+)="([^"]*)"/g;

/** The HTML of a post with every address whole, for readers that show it elsewhere. */
export function withAbsoluteAddresses(html: string, base: string): string {
  return html.replace(tag, (one) =>
    one.replace(attribute, (whole, space: string, name: string, value: string) => {
      if (name === "href" || name === "src") return `${space}${name}="${absolute(value, base)}"`;
      if (name === "srcset") return `${space}${name}="${absoluteEach(value, base)}"`;
      return whole;
    }),
  );
}

// An `&` of an address is written `&amp;` or `&#x26;`, whose `#` would read as a fragment.
function absolute(written: string, base: string): string {
  const address = written.replace(/&(?:amp|#x26);/g, "&");
  const url = URL.parse(address, base);
  return (url?.href ?? address).replaceAll("&", "&amp;");
}

/** Every candidate of a `srcset`: an address, and how wide it is. */
function absoluteEach(candidates: string, base: string): string {
  const each = candidates.split(/,\s+/).map((candidate) => {
    const [address = "", ...width] = candidate.trim().split(/\s+/);
    return [absolute(address, base), ...width].join(" ");
  });
  return each.join(", ");
}
