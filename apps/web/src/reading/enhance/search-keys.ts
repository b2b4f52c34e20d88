/** `/` goes to the search box, or to the page that has one; arrows go up and down what was found. */
export function startSearchKeys(): void {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") return goToSearch(event);
    if (event.key === "ArrowDown") return step(event, 1);
    if (event.key === "ArrowUp") return step(event, -1);
  });
}

const theBox = () => document.querySelector<HTMLInputElement>(".search-box input");

function goToSearch(event: KeyboardEvent): void {
  if (isTyping(event.target)) return;
  event.preventDefault();
  const box = theBox();
  if (box === null) location.assign("/search");
  else {
    box.focus();
    box.select();
  }
}

function step(event: KeyboardEvent, by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-found] .entry-title a")];
  const box = theBox();
  if (links.length === 0 || box === null) return;
  const stops = [box, ...links];
  const from = stops.findIndex((stop) => stop === document.activeElement);
  const to = stops[from + by];
  if (from === -1 || to === undefined) return;
  event.preventDefault();
  to.focus();
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select"));
