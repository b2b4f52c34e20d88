import { PutObjectCommand, type S3Client, UploadPartCommand } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

import type { BegunRef, SignedPart } from "../blob-store.ts";

// Without `unhoistableHeaders` the hash would move to the query, where stores ignore it
// (aws-sdk-js-v3#4448). Without `signableHeaders` the type would not be signed at all.
const ofWhole = new Set([
  "content-length",
  "content-type",
  "host",
  "if-none-match",
  "x-amz-checksum-sha256",
]);
const ofPart = new Set(["content-length", "host"]);

interface Target {
  client: S3Client;
  bucket: string;
  expiresIn: number;
}

/** An address that creates the object once, with exactly that type, length and (if known) hash. */
export async function signWhole(
  { client, bucket, expiresIn }: Target,
  { key, type, bytes, sha256 }: BegunRef,
  { createOnly }: { createOnly: boolean },
): Promise<SignedPart> {
  const checksum = sha256 === undefined ? undefined : base64(sha256);
  const command = new PutObjectCommand({
    Bucket: bucket,
    Key: key,
    ContentType: type,
    ContentLength: bytes,
    ...(createOnly && { IfNoneMatch: "*" }),
    ...(checksum !== undefined && { ChecksumSHA256: checksum }),
  });
  const url = await getSignedUrl(client, command, {
    expiresIn,
    signableHeaders: ofWhole,
    unhoistableHeaders: ofWhole,
  });
  const headers = {
    "content-type": type,
    ...(createOnly && { "if-none-match": "*" }),
    ...(checksum !== undefined && { "x-amz-checksum-sha256": checksum }),
  };
  return { number: 1, url, headers, bytes };
}

/** An address that takes exactly that part, again and again until the upload is completed. */
export async function signPart(
  { client, bucket, expiresIn }: Target,
  { key, uploadId }: BegunRef,
  { number, bytes }: { number: number; bytes: number },
): Promise<SignedPart> {
  const command = new UploadPartCommand({
    Bucket: bucket,
    Key: key,
    UploadId: uploadId,
    PartNumber: number,
    ContentLength: bytes,
  });
  const url = await getSignedUrl(client, command, {
    expiresIn,
    signableHeaders: ofPart,
    unhoistableHeaders: ofPart,
  });
  return { number, url, headers: {}, bytes };
}

/** Where its addresses lead. Only the SDK knows whether the bucket is part of the host's name. */
export async function originOf({ client, bucket }: Omit<Target, "expiresIn">): Promise<string> {
  const any = new PutObjectCommand({ Bucket: bucket, Key: "any" });
  return new URL(await getSignedUrl(client, any, { expiresIn: 60 })).origin;
}

/** S3 writes hashes in base64 where we write hexadecimal. */
export const base64 = (sha256: string): string => Buffer.from(sha256, "hex").toString("base64");
