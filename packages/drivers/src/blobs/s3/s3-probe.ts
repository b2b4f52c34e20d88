import { randomUUID } from "node:crypto";

import { DeleteObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

import type { S3Settings } from "./s3-client.ts";
import { s3CodeOf } from "./s3-client.ts";
import { base64 } from "./s3-presign.ts";
import { S3SettingsWrong } from "./s3-problems.ts";

const wrongHash = base64("0".repeat(64));

/**
 * Finds out by writing tiny objects what a store enforces: several accept a wrong SHA-256 in
 * silence, some know no create-only PUT.
 *
 * @throws S3SettingsWrong in a sentence that names the setting to mend
 */
export async function probeS3(client: S3Client, settings: S3Settings) {
  const key = `incoming/probe-${randomUUID()}`;
  const put = (extra: { IfNoneMatch?: string; ChecksumSHA256?: string }) =>
    client.send(
      new PutObjectCommand({ Bucket: settings.bucket, Key: key, Body: Buffer.from("q"), ...extra }),
    );
  const isRefused = (extra: Parameters<typeof put>[0]) =>
    put(extra).then(
      () => false,
      () => true,
    );
  try {
    await put({});
  } catch (error) {
    throw new S3SettingsWrong(s3CodeOf(error), settings, error);
  }
  try {
    const createOnly = await put({ IfNoneMatch: "*" }).then(
      () => false,
      (error: unknown) => s3CodeOf(error) === "PreconditionFailed",
    );
    return { createOnly, checksum: await isRefused({ ChecksumSHA256: wrongHash }) };
  } finally {
    await client.send(new DeleteObjectCommand({ Bucket: settings.bucket, Key: key }));
  }
}
