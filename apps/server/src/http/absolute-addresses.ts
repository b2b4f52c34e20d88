// In rendered posts a `<` begins a tag and every attribute is in double quotes, so these see
// attributes and never text that looks like one.
const tag = /<[a-z][a-z0-9]*(?:\s+[^\s"'<>=/]+(?:="[^"]*")?)*\s*\/?>/g;
const address = /(\s(?:href|src|poster)=")([^"]*)(")/g;
const candidates = /(\ssrcset=")([^"]*)(")/g;

/** The HTML of a post with every address whole, for readers that show it elsewhere. */
export function withAbsoluteAddresses(html: string, base: string): string {
  const whole = (relative: string) =>
    URL.canParse(relative, base) ? new URL(relative, base).href : relative;
  // An `&` of an address is `&#x26;` here and holds a `#` that would read as a fragment.
  const wholeEscaped = (relative: string) =>
    whole(relative.replace(/&(?:#x26|amp);/g, "&")).replaceAll("&", "&amp;");
  return html.replace(tag, (one) =>
    one
      .replace(address, (_, before, relative, after) => before + wholeEscaped(relative) + after)
      .replace(candidates, (_, before, list, after) => {
        const each = list.split(/,\s+/).map((candidate: string) => {
          const [relative = "", ...descriptor] = candidate.trim().split(/\s+/);
          return [wholeEscaped(relative), ...descriptor].join(" ");
        });
        return before + each.join(", ") + after;
      }),
  );
}
