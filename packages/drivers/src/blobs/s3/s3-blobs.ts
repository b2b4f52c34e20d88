import { HeadBucketCommand } from "@aws-sdk/client-s3";

import { checkKey } from "../blob-key.ts";
import { type BegunRef, BlobMismatch, type BlobStore, ifThere } from "../blob-store.ts";
import { partBytesOf, plannedParts, signedAtOnce } from "../parts.ts";
import { onS3, openS3Client, type S3Settings } from "./s3-client.ts";
import { corsProblem } from "./s3-cors.ts";
import { openS3Objects } from "./s3-objects.ts";
import { originOf, signPart, signWhole } from "./s3-presign.ts";
import { probeS3 } from "./s3-probe.ts";
import { openS3Uploads } from "./s3-uploads.ts";

export interface S3Blobs extends BlobStore {
  /** What the bucket needs before a browser at that origin may upload to it; null when nothing. */
  corsProblem(origin: string): Promise<string | null>;
}

/**
 * Blobs in a bucket of S3 or a compatible store, which browsers write to directly. Opens only
 * once a test object could be written.
 *
 * @throws S3SettingsWrong in a sentence that names the setting to mend
 */
export async function openS3Blobs(settings: S3Settings): Promise<S3Blobs> {
  const { bucket } = settings;
  const client = openS3Client(settings);
  const { checksum, createOnly } = await probeS3(client, settings);
  const objects = openS3Objects(client, bucket);
  const uploads = openS3Uploads(client, bucket);
  const uploadOrigin = await originOf({ client, bucket });

  const store: S3Blobs = {
    capabilities: { checksum },
    uploadOrigin,
    corsProblem: (origin) => corsProblem(store, origin),

    async begin(key, file, options) {
      const partBytes = partBytesOf(file.bytes);
      const uploadId =
        partBytes < file.bytes ? await uploads.open(checkKey(key), file.type) : undefined;
      const ref = { key, partBytes, ...file, ...(uploadId !== undefined && { uploadId }) };
      const numbers = plannedParts(ref).map(({ number }) => number);
      return { ref, parts: await store.signParts(ref, numbers.slice(0, signedAtOnce), options) };
    },

    async signParts(ref, numbers, { expiresInSeconds }) {
      const target = { client, bucket, expiresIn: expiresInSeconds };
      const asked = plannedParts(ref).filter(({ number }) => numbers.includes(number));
      return Promise.all(
        asked.map((part) =>
          inParts(ref) ? signPart(target, ref, part) : signWhole(target, ref, { createOnly }),
        ),
      );
    },

    async stored(ref) {
      const parts = inParts(ref) ? await uploads.stored(ref) : undefined;
      return parts ?? ((await store.head(ref.key)) ? plannedParts(ref) : []);
    },

    async complete(ref) {
      if (inParts(ref)) await uploads.complete(ref);
      const head = await objects.head(ref.key);
      if (head.bytes !== ref.bytes) throw new BlobMismatch("the object has another size");
      return head;
    },

    async abandon(upload) {
      if (upload.uploadId !== undefined) await uploads.abandon(upload);
    },

    put: (key, body, facts, signal) => objects.put(key, body, facts, signal),
    head: (key) => ifThere(objects.head(key)),
    read: (key, range, signal) => objects.read(key, range, signal),
    copy: (from, to, facts) => objects.copy(from, to, facts),
    remove: (keys) => objects.remove(keys),
    list: (prefix) => objects.list(prefix),
    unfinished: (olderThan) => uploads.unfinished(olderThan),
    ping: async () =>
      void (await onS3(() => client.send(new HeadBucketCommand({ Bucket: bucket })))),
    close: async () => client.destroy(),
  };
  return store;
}

const inParts = (ref: BegunRef): ref is BegunRef & { uploadId: string } =>
  ref.uploadId !== undefined;
