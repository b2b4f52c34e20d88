import { CreateBucketCommand, DeleteBucketCommand, PutBucketCorsCommand } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, test } from "vitest";

import { openS3Blobs } from "./s3-blobs.ts";
import { openS3Client, type S3Settings } from "./s3-client.ts";
import { s3SettingsForTests } from "./s3-for-tests.ts";

const nowhere: S3Settings = {
  bucket: "quoin",
  endpoint: "http://127.0.0.1:1",
  region: "us-east-1",
  forcePathStyle: true,
  accessKeyId: "key",
  secretAccessKey: "secret",
};

test("a store that nothing answers for stops the start, naming the address", async () => {
  await expect(openS3Blobs(nowhere)).rejects.toThrow(/^S3_ENDPOINT: nothing answers at http/);
});

const settings = s3SettingsForTests();
describe.skipIf(settings === null)("an S3 store", async () => {
  const given = settings ?? nowhere;
  const client = openS3Client(given);
  if (settings) await client.send(new CreateBucketCommand({ Bucket: given.bucket }));
  afterAll(() => client.send(new DeleteBucketCommand({ Bucket: given.bucket })));

  test("wrong settings stop the start in a sentence that names the one to mend", async () => {
    await expect(openS3Blobs({ ...given, bucket: "quoin-nobody-made" })).rejects.toThrow(
      /^S3_BUCKET: there is no/,
    );
    await expect(openS3Blobs({ ...given, accessKeyId: "stranger" })).rejects.toThrow(
      /^AWS_ACCESS_KEY_ID:/,
    );
    await expect(openS3Blobs({ ...given, secretAccessKey: "guess" })).rejects.toThrow(
      /^AWS_SECRET_ACCESS_KEY:/,
    );
  });

  test("browsers may upload once the bucket has the rule Quoin prints", async () => {
    const store = await openS3Blobs(given);
    const problem = await store.corsProblem("https://quoin.test");
    const [, rule = ""] = problem?.split("to the bucket: ") ?? [];
    const cors = { CORSRules: [JSON.parse(rule)] };
    await client.send(new PutBucketCorsCommand({ Bucket: given.bucket, CORSConfiguration: cors }));
    expect(await store.corsProblem("https://quoin.test")).toBeNull();
    expect(await store.corsProblem("https://elsewhere.test")).toContain("https://elsewhere.test");
  });
});
