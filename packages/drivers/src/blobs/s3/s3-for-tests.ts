import { randomUUID } from "node:crypto";

import type { S3Settings } from "./s3-client.ts";

/**
 * The store of `QUOIN_TEST_S3_URL`, `http://accessKey:secret@host:port/bucket`, with a bucket of
 * its own for each caller, named after that one and still to be made. Null, after saying so, when
 * the variable is not set.
 */
export function s3SettingsForTests(): S3Settings | null {
  const given = process.env.QUOIN_TEST_S3_URL;
  if (!given) {
    process.stderr.write("S3 is not tested: QUOIN_TEST_S3_URL is not set\n");
    return null;
  }
  const url = new URL(given);
  return {
    bucket: `${url.pathname.slice(1) || "quoin"}-${randomUUID().slice(0, 8)}`,
    endpoint: url.origin,
    region: "us-east-1",
    forcePathStyle: true,
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
}
