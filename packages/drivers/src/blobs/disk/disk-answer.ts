import { StoreUnavailable } from "../../store-unavailable.ts";
import { BlobMismatch, BlobMissing, BlobTooLarge } from "../blob-store.ts";
import { measured } from "../measured.ts";
import { codeOf } from "./disk-files.ts";
import type { DiskObjects } from "./disk-objects.ts";
import type { DiskUploads } from "./disk-uploads.ts";
import type { Grant, Signer } from "./signed-url.ts";

interface Store {
  objects: DiskObjects;
  uploads: DiskUploads;
  signer: Signer;
}

/**
 * Answers `/blobs/{token}` with the statuses S3 would use: 403 for anything that is not exactly
 * what was signed, 412 for a second PUT, 400 for other bytes than announced.
 */
export async function answerBlob(
  store: Store,
  request: Request,
  body: AsyncIterable<Uint8Array> = request.body ?? empty(),
): Promise<Response> {
  const token = new URL(request.url).pathname.split("/").at(-1) ?? "";
  const grant = store.signer.read(token);
  if (!grant || grant.method !== request.method) return refuse(403, "not_signed");
  try {
    if (!isAsSigned(grant, request.headers)) return refuse(403, "not_as_signed");
    await receive(store, grant, { body, signal: request.signal });
    return new Response(null, { status: 200 });
  } catch (error) {
    return refusalOf(error);
  }
}

/** A single PUT carries its type and may only create; a part carries nothing but bytes. */
function isAsSigned({ bytes, type, uploadId }: Grant, headers: Headers): boolean {
  const length = headers.get("content-length");
  if (length !== null && Number(length) !== bytes) return false;
  if (uploadId !== undefined) return true;
  return headers.get("content-type") === type && headers.get("if-none-match") === "*";
}

async function receive(
  { objects, uploads }: Store,
  grant: Grant,
  { body, signal }: { body: AsyncIterable<Uint8Array>; signal: AbortSignal },
) {
  const { key, type = "", bytes = 0, sha256, uploadId, number = 1 } = grant;
  const expected = { maxBytes: bytes, bytes, ...(sha256 !== undefined && { sha256 }) };
  const right = measured(body, expected, signal);
  if (uploadId !== undefined) await uploads.writePart(uploadId, number, right);
  else await objects.write(key, right, { type }, { createOnly: true });
}

// oxlint-disable-next-line require-yield -- a stream of nothing
async function* empty(): AsyncGenerator<Uint8Array> {}

function refusalOf(error: unknown): Response {
  if (codeOf(error) === "EEXIST") return refuse(412, "exists");
  if (error instanceof BlobTooLarge) return refuse(403, "not_as_signed");
  if (error instanceof BlobMismatch) return refuse(400, "other_bytes");
  if (error instanceof BlobMissing) return refuse(404, "no_such_blob");
  if (error instanceof StoreUnavailable) return refuse(503, "store_unavailable");
  // Whoever hands over a body may have timed it.
  if (error instanceof Error && "status" in error && error.status === 408) {
    return refuse(408, "body_timed_out");
  }
  return refuse(400, "body_unreadable"); // the client went away, or sent half a body
}

const refuse = (status: number, code: string) =>
  Response.json({ code }, { status, headers: status === 503 ? { "retry-after": "5" } : {} });
