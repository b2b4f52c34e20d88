import type { MediaId, Picture } from "@quoin/model";
import type { Element, ElementContent, Properties, Root } from "hast";

import { mediaIdOf } from "../media-ids.ts";
import { element, text } from "./elements.ts";
import { elementsIn, replaceElements } from "./walk.ts";

/** The column of `prose.css`: as wide as its measure, or the whole screen where that is narrower. */
const sizes = "(min-width: 41rem) 37.5rem, 100vw";

/**
 * Makes pictures of ours complete: every size, its dimensions, lazy but for the first.
 * One alone in its paragraph becomes a figure, and its title the caption.
 */
export function placePictures(tree: Root, pictures: ReadonlyMap<MediaId, Picture>): void {
  const inLink = new Set<Element>();
  for (const link of elementsIn(tree)) {
    if (link.tagName !== "a" || inLink.has(link)) continue; // one inside another is in it already
    for (const node of elementsIn(link)) inLink.add(node);
  }
  let count = 0;
  for (const node of elementsIn(tree)) {
    if (node.tagName !== "img") continue;
    const address = String(node.properties.src ?? "");
    const id = mediaIdOf(address);
    const picture = id === null ? undefined : pictures.get(id);
    if (id !== null && picture === undefined) becomeMissing(node);
    else if (picture === undefined && !isOwnAddress(address)) {
      becomeElsewhere(node, address, inLink.has(node));
    } else {
      const own = picture === undefined ? node.properties : responsive(picture, node);
      node.properties = { ...own, ...patience(count) };
      count += 1;
    }
  }
  replaceElements(tree, (node) => {
    const figures = node.tagName === "p" ? figuresOf(node) : [];
    return figures.length > 0 ? figures : null;
  });
}

/** The first picture may be in sight at once; the others wait until they are near. */
const patience = (count: number): Properties =>
  count === 0 ? { decoding: "async" } : { loading: "lazy", decoding: "async" };

function responsive(picture: Picture, { properties }: Element): Properties {
  const typed = String(properties.alt ?? "");
  // A blank is said on purpose: the picture is decorative, whatever the library says of it.
  const alt = typed === "" ? picture.alt : typed.trim();
  const { src, width, height, variants } = picture;
  return {
    src,
    ...(variants.length > 0 && {
      srcSet: variants.map((variant) => `${variant.url} ${variant.width}w`).join(", "),
      sizes,
    }),
    width,
    height,
    alt,
    title: properties.title,
  };
}

function becomeMissing(node: Element): void {
  const alt = String(node.properties.alt ?? "");
  node.tagName = "span";
  node.properties = { className: ["missing-picture"] };
  node.children = [text(alt || "A picture that is not here")];
}

/**
 * Pictures of other sites are linked to and not shown: the content security policy lets a reading
 * page show our own alone, so that nobody else learns who reads it.
 */
function becomeElsewhere(node: Element, address: string, isInLink: boolean): void {
  const url = URL.parse(address, "https://here.invalid");
  const words = text(String(node.properties.alt ?? "") || url?.hostname || "A picture");
  const canLink = address !== "" && url !== null && !isInLink;
  node.tagName = canLink ? "a" : "span";
  node.properties = canLink
    ? { className: ["picture-elsewhere"], href: url.href, rel: ["noopener", "noreferrer"] }
    : { className: ["missing-picture"] };
  node.children = [words];
}

/** A path of this site, or one relative to the page. */
const isOwnAddress = (address: string): boolean =>
  address !== "" && URL.parse(address, "https://here.invalid")?.hostname === "here.invalid";

/** A figure for each picture of a paragraph that holds nothing else; none otherwise. */
function figuresOf(paragraph: Element): Element[] {
  const content = paragraph.children.filter((child) => !isBlank(child));
  const shown = content.map(pictureIn);
  return shown.every((picture) => picture !== null)
    ? content.map((child, index) => figureOf(child, shown[index]))
    : [];
}

const isBlank = (node: ElementContent): boolean =>
  node.type === "text"
    ? node.value.trim() === ""
    : node.type === "element" && node.tagName === "br";

/** The picture itself, or the one a link is all about. */
function pictureIn(node: ElementContent): Element | null {
  if (node.type !== "element") return null;
  if (node.tagName === "img") return node;
  const [only, ...others] = node.children;
  return node.tagName === "a" && only !== undefined && others.length === 0 ? pictureIn(only) : null;
}

function figureOf(content: ElementContent, picture: Element | null | undefined): Element {
  const { title, ...others } = picture?.properties ?? {};
  if (picture) picture.properties = others;
  const caption = typeof title === "string" ? [element("figcaption", {}, [text(title)])] : [];
  return element("figure", { className: ["picture"] }, [content, ...caption]);
}
