/** What Markdown has no word for, and pages show nothing of: its words stay, and where it leads. */
export function sayWhatMarkdownCannot(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>(played)) leadTo(element);
  for (const menu of body.querySelectorAll("menu")) rename(menu, "ul");
  for (const caption of body.querySelectorAll("caption")) {
    const said = rename(caption, "p");
    said.closest("table")?.before(said);
  }
  for (const box of body.querySelectorAll<HTMLInputElement>("input:not([type=checkbox])")) {
    box.replaceWith(/^(hidden|password)$/.test(box.type) ? "" : box.value);
  }
  for (const element of body.querySelectorAll<HTMLElement>(drawn)) {
    // A picture inside stays one.
    element.replaceWith(...element.childNodes);
  }
  for (const drawing of body.querySelectorAll("svg")) drawing.replaceWith(drawing.textContent);
}

const played = "iframe, object, embed, audio, video";
const drawn = "button, dialog, canvas, select, optgroup, option, textarea, form";

/** A link in the place of something that plays, with what is said of it. */
function leadTo(element: HTMLElement): void {
  const source = element.querySelector("source")?.getAttribute("src");
  const address = element.getAttribute("src") ?? element.getAttribute("data") ?? source ?? "";
  const words = element.title || element.textContent.trim();
  if (!/^https?:/i.test(address)) return element.replaceWith(...element.childNodes);
  const link = element.ownerDocument.createElement("a");
  link.href = address;
  link.textContent = words || address;
  element.replaceWith(link);
}

function rename(element: Element, name: string): HTMLElement {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}
