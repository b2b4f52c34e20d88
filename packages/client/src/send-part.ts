/** One PUT and the bytes it is for. */
export interface PartToSend {
  url: string;
  headers: Record<string, string>;
  body: Blob;
  /** Hears how many bytes of it have left, where the platform tells. */
  onSent: (bytes: number) => void;
  signal: AbortSignal | undefined;
}

/** Makes one PUT and gives its status; 0 when no answer came. Rejects when the signal fires. */
export const sendPart: (part: PartToSend) => Promise<number> =
  // Only XMLHttpRequest tells how far an upload is; it exists in browsers alone.
  typeof XMLHttpRequest === "undefined" ? sendByFetch : sendByRequest;

async function sendByFetch({ url, headers, body, signal }: PartToSend): Promise<number> {
  try {
    const answer = await fetch(url, { method: "PUT", headers, body, signal: signal ?? null });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    signal?.throwIfAborted();
    return 0;
  }
}

function sendByRequest({ url, headers, body, onSent, signal }: PartToSend): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => {
      request.abort();
      reject(signal?.reason);
    };
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded }) => onSent(loaded));
    request.addEventListener("loadend", () => {
      signal?.removeEventListener("abort", stop);
      resolve(request.status);
    });
    signal?.addEventListener("abort", stop, { once: true });
    request.send(body);
  });
}
