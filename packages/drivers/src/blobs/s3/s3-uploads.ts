import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  type ListPartsCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";

import {
  type BegunRef,
  BlobMissing,
  ifThere,
  type StoredPart,
  type UploadName,
} from "../blob-store.ts";
import { requireParts } from "../parts.ts";
import { givenBy, onS3 } from "./s3-client.ts";

type InParts = BegunRef & { uploadId: string };
type ListedPart = StoredPart & { etag: string | undefined };

/** Uploads in parts, in the words of S3. */
export function openS3Uploads(client: S3Client, bucket: string) {
  const named = ({ key, uploadId }: UploadName) => ({
    Bucket: bucket,
    Key: key,
    UploadId: uploadId,
  });

  /** What arrived; undefined when the store knows no such upload (any more). */
  const listParts = (ref: InParts): Promise<ListedPart[] | undefined> => {
    const listed = onS3(async () => {
      const parts: ListedPart[] = [];
      let page: ListPartsCommandOutput | undefined;
      do {
        // Not the SDK's paginator: Ceph gives a next marker after the last page too.
        const from = page && { PartNumberMarker: page.NextPartNumberMarker };
        page = await client.send(new ListPartsCommand({ ...named(ref), ...from }));
        givenBy(page.UploadId);
        for (const { PartNumber = 0, Size = 0, ETag } of page.Parts ?? []) {
          parts.push({ number: PartNumber, bytes: Size, etag: ETag });
        }
      } while (page.IsTruncated);
      return parts;
    });
    return ifThere(listed);
  };

  return {
    async open(key: string, type: string): Promise<string> {
      const command = { Bucket: bucket, Key: key, ContentType: type };
      const begun = await onS3(() => client.send(new CreateMultipartUploadCommand(command)));
      return givenBy(begun.UploadId);
    },

    async stored(ref: InParts): Promise<StoredPart[] | undefined> {
      const parts = await listParts(ref);
      return parts?.map(({ number, bytes }) => ({ number, bytes }));
    },

    /**
     * Makes the object of what the store itself lists, once that is the plan to the byte: clients
     * hand no ETags around, so buckets need not expose that header. True unless it was done before.
     */
    async complete(ref: InParts): Promise<boolean> {
      const parts = await listParts(ref);
      if (parts === undefined) return false;
      requireParts(ref, parts);
      const listed = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
      const whole = { ...named(ref), MultipartUpload: { Parts: listed } };
      givenBy((await onS3(() => client.send(new CompleteMultipartUploadCommand(whole)))).ETag);
      return true;
    },

    async abandon(upload: UploadName): Promise<void> {
      await onS3(() => client.send(new AbortMultipartUploadCommand(named(upload)))).catch(
        (error: unknown) => {
          if (!(error instanceof BlobMissing)) throw error;
        },
      );
    },

    async *unfinished(olderThan: Date): AsyncGenerator<UploadName> {
      let page: ListMultipartUploadsCommandOutput | undefined;
      do {
        const from = page && {
          KeyMarker: page.NextKeyMarker,
          UploadIdMarker: page.NextUploadIdMarker,
        };
        const command = new ListMultipartUploadsCommand({ Bucket: bucket, ...from });
        page = await onS3(() => client.send(command));
        givenBy(page.Bucket);
        for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
          if (!Key || !UploadId || !Initiated || Initiated >= olderThan) continue;
          yield { key: Key, uploadId: UploadId };
        }
      } while (page.IsTruncated);
    },
  };
}
