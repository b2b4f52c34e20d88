/** How a page's bytes may be wrapped. */
export type Encoding = "br" | "gzip" | "identity";

const answers = new Map<string, readonly Encoding[]>();

/**
 * The encodings an `Accept-Encoding` header allows, best first (RFC 9110 §12.5.3).
 * A page goes out unwrapped even to who refuses `identity`: better than no page.
 */
export function acceptedEncodings(header: string | undefined): readonly Encoding[] {
  if (header === undefined) return ["identity"];
  let answer = answers.get(header);
  if (answer === undefined) {
    answer = parse(header);
    // Browsers send a handful of different headers; a stranger may send any number.
    if (answers.size < 100) answers.set(header, answer);
  }
  return answer;
}

function parse(header: string): readonly Encoding[] {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = item.split(";").map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  const allows = (name: string) => (weights.get(name) ?? weights.get("*") ?? 0) > 0;
  return [...(["br", "gzip"] as const).filter(allows), "identity"];
}
