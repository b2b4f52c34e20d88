import { IdentityFailure } from "./identity-provider.ts";

const answerMs = 5000;
/** Of any answer; descriptions of large providers have some ten thousand. */
const maxBytes = 256_000;

/** What a provider answered: its status, and its body where that is a JSON object. */
export interface ProviderAnswer {
  status: number;
  body: Record<string, unknown> | null;
}

/**
 * Asks a provider something, within 5 seconds. Reads no more of the answer than a provider has to
 * say, whatever its headers promise.
 *
 * @throws IdentityFailure `unavailable` when no answer comes, `failed` when it has no end
 */
export async function askProvider(
  url: string,
  request: Omit<RequestInit, "signal"> = {},
): Promise<ProviderAnswer> {
  const signal = AbortSignal.timeout(answerMs);
  try {
    const response = await fetch(url, { ...request, signal });
    const text = await readText(response);
    return { status: response.status, body: objectIn(text) };
  } catch (cause) {
    if (cause instanceof IdentityFailure) throw cause;
    throw new IdentityFailure("unavailable", `${new URL(url).host} cannot be reached`, { cause });
  }
}

/** `fetch` with such a bound, for a library that does its own asking. */
export async function boundedFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const text = await readText(response);
  return new Response(response.status === 204 ? null : text, { status: response.status });
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new IdentityFailure("failed", "the provider's answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : null;
  } catch {
    return null;
  }
}
