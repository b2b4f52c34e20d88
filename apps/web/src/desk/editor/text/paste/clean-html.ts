import { sayFormulas } from "./formulas.ts";
import { sayWhatMarkdownCannot } from "./say-otherwise.ts";
import { shapeBlocks } from "./shape-blocks.ts";
import { styleOf } from "./style-of.ts";
import { nestWordLists } from "./word-lists.ts";

// Nobody saw it on the page it comes from.
const junk = [
  "script, style, meta, link, title, template, noscript, datalist, xml, [hidden]",
  "[aria-hidden=true], .Apple-interchange-newline",
].join(", ");

/**
 * Takes away, in place, what a copied page or document says beside its words. Gives how many pictures
 * had to go with it.
 */
export function cleanHtml(body: HTMLElement): number {
  removeComments(body);
  sayFormulas(body);
  for (const element of body.querySelectorAll(junk)) element.remove();
  for (const element of body.querySelectorAll<HTMLElement>("[style]")) {
    if (/(^|[\s;])(display\s*:\s*none|mso-hide\s*:\s*all)/i.test(styleOf(element))) {
      element.remove();
    }
  }
  sayWhatMarkdownCannot(body);
  nestWordLists(body);
  for (const element of body.querySelectorAll<HTMLElement>("*")) {
    // Office's own elements, such as <o:p>, hold nothing but space.
    if (element.localName.includes(":")) element.replaceWith(...element.childNodes);
  }
  const gone = [...body.querySelectorAll("img")].filter((image) => !cleanImage(image));
  for (const link of body.querySelectorAll("a")) cleanLink(link);
  for (const element of body.querySelectorAll<HTMLElement>("b, strong, i, em, span, font")) {
    if (element.isConnected) sayByElement(element);
  }
  shapeBlocks(body);
  plainSpaces(body);
  return gone.length;
}

function removeComments(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

/**
 * Pictures with an address on the web stay; what tracks, and what is only on that machine, goes.
 * False for a picture that somebody will miss.
 */
function cleanImage(image: HTMLImageElement): boolean {
  const isDot = ["width", "height"].some((side) => Number(image.getAttribute(side) ?? 2) <= 1);
  const isOnWeb = /^https?:\/\//i.test(image.getAttribute("src") ?? "");
  if (isDot || !isOnWeb) image.remove();
  image.removeAttribute("title");
  return isDot || isOnWeb;
}

const tracking = /^(utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|igshid|_hs(enc|mi)|yclid|dclid)$/i;

/** Links lead where they say, and tell nobody where they were found. */
function cleanLink(link: HTMLAnchorElement): void {
  const written = URL.parse(link.getAttribute("href") ?? "");
  const url = endOf(written);
  const isEmpty = link.textContent.trim() === "" && link.querySelector("img") === null;
  if (!url || isEmpty || !["http:", "https:", "mailto:"].includes(url.protocol)) {
    link.replaceWith(...link.childNodes);
    return;
  }
  const marks = [...url.searchParams.keys()].filter((name) => tracking.test(name));
  for (const name of marks) url.searchParams.delete(name);
  if (marks.length > 0 || url !== written) link.setAttribute("href", url.href);
  link.removeAttribute("title");
}

/** Where a link leads that may pass through Google, which counts presses. */
function endOf(url: URL | null): URL | null {
  if (url?.hostname !== "www.google.com" || url.pathname !== "/url") return url;
  const next = url.searchParams.get("q") ?? url.searchParams.get("url");
  return next === null ? url : endOf(URL.parse(next)); // each is shorter than the one it was in
}

/** Emphasis is said by an element, also where a document says it by its looks. */
function sayByElement(element: HTMLElement): void {
  const style = styleOf(element).toLowerCase();
  const weight = /font-weight\s*:\s*(\w+)/.exec(style)?.[1];
  const isBold = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  const isNormal = weight === "normal" || Number(weight) < 600;
  const isItalic = /font-style\s*:\s*italic/.test(style);
  const raised = /vertical-align\s*:\s*(super|sub)\b/.exec(style)?.[1];
  const isStruck = /text-decoration[^;:]*:[^;]*line-through/.test(style);
  // Google puts a whole document into <b style="font-weight:normal">.
  const isEmphasis = !["span", "font"].includes(element.localName);
  const isFalse = ["b", "strong"].includes(element.localName) && isNormal;
  const isHeading = element.closest("h1, h2, h3, h4, h5, h6") !== null;
  const names = [
    ...(isBold && !isHeading && !isEmphasis ? ["strong"] : []),
    ...(isItalic && !isEmphasis ? ["em"] : []),
    ...(isStruck && !isEmphasis ? ["del"] : []),
    ...(raised === undefined || isEmphasis ? [] : [raised === "super" ? "sup" : "sub"]),
  ];
  if (isEmphasis && !isFalse && !(isHeading && /^(b|strong)$/.test(element.localName))) return;
  let content: Node[] = [...element.childNodes];
  for (const name of names) {
    const wrapper = element.ownerDocument.createElement(name);
    wrapper.append(...content);
    content = [wrapper];
  }
  element.replaceWith(...content);
}

/** Spaces that do not break are how editors keep several; in Markdown they are spaces. */
function plainSpaces(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { currentNode: text } = walker;
    if (text.nodeValue?.includes("\u00A0")) {
      text.nodeValue = text.nodeValue.replaceAll("\u00A0", " ");
    }
  }
}
