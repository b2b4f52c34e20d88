import { JSDOM } from "jsdom";

/** Reads HTML and XML as browsers do, where there is no browser. */
export const domParser = new new JSDOM().window.DOMParser();

/** Addresses of scripts and kinds of inline blocks that are ours. */
const ourScripts = new Set(["/assets/e.js"]);
const ourBlocks = [/^try\{let t=localStorage/, /^\{"prefetch":/];
const addresses = new Set(["href", "src", "action", "formaction", "data", "xlink:href", "poster"]);
const schemes = new Set(["http:", "https:", "mailto:"]);
const foreign =
  "iframe, object, embed, base, style, meta[http-equiv], form:not([action='/search'])";

/** Everything in a document that could run somebody else's script. */
export function sinksIn(html: string): string[] {
  const document = domParser.parseFromString(html, "text/html");
  const found = [...document.querySelectorAll(foreign)].map((element) => element.outerHTML);
  for (const script of document.querySelectorAll("script")) {
    const known =
      script.type === "application/ld+json" ||
      ourScripts.has(script.getAttribute("src") ?? "") ||
      ourBlocks.some((block) => block.test(script.textContent));
    if (!known) found.push(script.outerHTML);
  }
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^(on|style$|srcdoc$)/i.test(name) || leadsAstray(name, value)) {
        found.push(`${name}=${value}`);
      }
    }
  }
  return found;
}

const leadsAstray = (name: string, value: string): boolean =>
  addresses.has(name) &&
  !schemes.has(URL.parse(value, "http://localhost:3000/a-post")?.protocol ?? "");
