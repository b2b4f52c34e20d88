/** A section is being read once its heading has come this far up: a third of the window. */
const readingLine = 1 / 3;

/** Marks in the contents beside a post which of its sections is being read. */
export function followSections(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".contents-beside a")];
  const sections = links.flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading === null ? [] : [{ link, heading }];
  });
  if (sections.length === 0) return;

  let current: HTMLAnchorElement | undefined;
  const follow = () => {
    const line = innerHeight * readingLine;
    const next = sections.findLast(
      ({ heading }) => heading.getBoundingClientRect().top <= line,
    )?.link;
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "location");
    current = next;
  };
  // It speaks up only when a heading crosses the line, not at every pixel; also when a jump takes it
  // past the window at once, because everything above counts as seen.
  const observer = new IntersectionObserver(follow, { rootMargin: "1000000px 0px -66% 0px" });
  for (const { heading } of sections) observer.observe(heading);
}
