import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CreateBucketCommand, DeleteBucketCommand } from "@aws-sdk/client-s3";
import { afterAll, test } from "vitest";

import { describeBlobStore } from "./blob-store.contract.ts";
import { keysOf } from "./contract-tools.ts";
import { openDiskBlobs } from "./disk/disk-blobs.ts";
import { openS3Blobs } from "./s3/s3-blobs.ts";
import { openS3Client } from "./s3/s3-client.ts";
import { s3SettingsForTests } from "./s3/s3-for-tests.ts";

const folder = await mkdtemp(join(tmpdir(), "quoin-blobs-"));
afterAll(() => rm(folder, { recursive: true }));
const disk = { folder, secret: "for tests", baseUrl: "http://quoin.test" };
describeBlobStore("a folder", async () => openDiskBlobs(disk));

const settings = s3SettingsForTests();
if (settings === null) {
  test.skip("blobs in S3: set QUOIN_TEST_S3_URL, see .ci/s3-test-server.sh");
} else {
  const client = openS3Client(settings);
  await client.send(new CreateBucketCommand({ Bucket: settings.bucket }));
  afterAll(async () => {
    const store = await openS3Blobs(settings);
    await store.remove(await keysOf(store.list("")));
    await client.send(new DeleteBucketCommand({ Bucket: settings.bucket }));
  });
  describeBlobStore("S3", () => openS3Blobs(settings));
}
