import type { Quoin } from "./create-client.ts";
import { pauseBefore } from "./patience.ts";
import type { RouterOutputs } from "./router.ts";
import { sendPart } from "./send-part.ts";

type Begun = Extract<RouterOutputs["media"]["begin"], { state: "pending" }>;
type Part = Begun["parts"][number];

const atOnce = 4;
const maxTries = 5;
/** As many as one answer signs. */
const signedAtOnce = 50;
const mayPass = (status: number) => [0, 408, 429].includes(status) || status >= 500;

interface Sending {
  signal: AbortSignal | undefined;
  onProgress: (fraction: number) => void;
}

/** Sends every part of a file to its own address, four at a time, each with its own retries. */
export async function sendFile(
  quoin: Pick<Quoin, "media">,
  file: Blob,
  begun: Begun,
  { signal, onProgress }: Sending,
): Promise<void> {
  const { id, partBytes } = begun;
  const last = Math.max(1, Math.ceil(file.size / Math.max(1, partBytes)));
  const batches = new Map([[0, Promise.resolve(begun.parts)]]);
  const sentOf = new Map<number, number>();
  let next = 1;

  function report(number: number, bytes: number): void {
    sentOf.set(number, bytes);
    const sent = [...sentOf.values()].reduce((sum, one) => sum + one, 0);
    onProgress(file.size === 0 ? 1 : Math.min(1, sent / file.size));
  }

  async function sign(numbers: number[]): Promise<Part[]> {
    return (await quoin.media.parts.mutate({ id, numbers }, signal ? { signal } : {})).parts;
  }

  /** The first answer holds the first 50; the others are asked for when they are needed. */
  async function addressOf(number: number): Promise<Part | undefined> {
    const index = Math.floor((number - 1) / signedAtOnce);
    const first = index * signedAtOnce + 1;
    const length = Math.min(signedAtOnce, last - first + 1);
    const batch = batches.get(index) ?? sign(Array.from({ length }, (_, at) => first + at));
    batches.set(index, batch);
    return (await batch).find((part) => part.number === number);
  }

  async function sendOne(number: number): Promise<void> {
    const from = (number - 1) * partBytes;
    const body = file.slice(from, from + partBytes);
    const onSent = (bytes: number) => report(number, Math.min(bytes, body.size));
    let part = await addressOf(number);
    let status = 0;
    let isFresh = false;
    for (let tries = 0; tries < maxTries; tries += 1) {
      if (!part) throw new Error(`the site signed no address for part ${number}`);
      status = await sendPart({ url: part.url, headers: part.headers, body, onSent, signal });
      // 412: it is there already, and only the answer was lost.
      if ((status >= 200 && status < 300) || status === 412) return report(number, body.size);
      if (status === 403 && !isFresh) {
        [part] = await sign([number]);
        isFresh = true;
      } else if (mayPass(status)) await pauseBefore(tries, signal);
      else break;
    }
    throw new Error(`the file could not be sent: its store answered ${status || "nothing"}`);
  }

  async function work(): Promise<void> {
    try {
      while (next <= last) await sendOne(next++);
    } catch (error) {
      next = last + 1; // the others need not go on
      throw error;
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, last) }, work));
}
