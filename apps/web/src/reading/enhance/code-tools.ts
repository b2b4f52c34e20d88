/** The corner of a block of code where its buttons are; made when the first one comes. */
export function codeTools(block: HTMLElement): HTMLElement {
  const there = block.querySelector<HTMLElement>(".code-tools");
  if (there !== null) return there;
  const tools = document.createElement("div");
  tools.className = "code-tools";
  block.append(tools);
  return tools;
}
