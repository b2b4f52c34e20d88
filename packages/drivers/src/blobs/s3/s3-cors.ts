import type { BlobStore } from "../blob-store.ts";

/** Asks the bucket what a browser would ask before an upload (Fetch standard, "CORS-preflight"). */
export async function corsProblem(store: BlobStore, origin: string): Promise<string | null> {
  const file = { type: "image/png", bytes: 1, sha256: "0".repeat(64) };
  const { parts } = await store.begin("incoming/preflight", file, { expiresInSeconds: 60 });
  const [part] = parts;
  if (!part) return null;
  const answer = await fetch(part.url, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": "PUT",
      "access-control-request-headers": Object.keys(part.headers).toSorted().join(","),
    },
  });
  const allowed = answer.headers.get("access-control-allow-origin");
  if (answer.ok && (allowed === origin || allowed === "*")) return null;
  return `S3_BUCKET: browsers at ${origin} may not upload to it yet. Add this CORS rule to the bucket: ${ruleFor(origin)}`;
}

const ruleFor = (origin: string): string =>
  JSON.stringify({
    AllowedOrigins: [origin],
    AllowedMethods: ["PUT", "GET", "HEAD"],
    AllowedHeaders: ["content-type", "if-none-match", "x-amz-checksum-sha256"],
    MaxAgeSeconds: 3600,
  });
