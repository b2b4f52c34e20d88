/** What is said of a drop that has no place. */
export const refusedDrop = "That cannot be dropped here. Nothing has changed.";

const fields = "input, textarea, [contenteditable=true]";

/**
 * Keeps the desk where it is, whatever is dropped on it: a browser opens a file or a link in the
 * place of the page. What nobody took is refused, in words.
 */
export function guardDrops(page: Window, say: (words: string) => void): void {
  page.addEventListener("dragover", (event) => {
    if (!isTaken(event)) event.preventDefault(); // or nothing would be heard of the drop
  });
  page.addEventListener("drop", (event) => {
    if (isTaken(event)) return;
    event.preventDefault();
    say(refusedDrop);
  });
}

function isTaken(event: DragEvent): boolean {
  const isOnField = event.target instanceof Element && event.target.closest(fields) !== null;
  // Words dropped on a field go into it.
  return event.defaultPrevented || (isOnField && !hasFiles(event));
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer?.types.includes("Files") ?? false;
