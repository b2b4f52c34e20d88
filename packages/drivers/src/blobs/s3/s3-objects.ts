import { Readable } from "node:stream";

import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";

import { checkKey } from "../blob-key.ts";
import {
  type BlobBody,
  type BlobHead,
  BlobRangeRefused,
  type ByteRange,
  type PutFacts,
  type ServeFacts,
} from "../blob-store.ts";
import { attachment, nameIn } from "../disposition.ts";
import { measured } from "../measured.ts";
import { givenBy, onS3 } from "./s3-client.ts";

/** Whole objects of one bucket. */
export function openS3Objects(client: S3Client, bucket: string) {
  const named = (key: string) => ({ Bucket: bucket, Key: checkKey(key) });

  async function head(key: string): Promise<BlobHead> {
    return headOf(key, await onS3(() => client.send(new HeadObjectCommand(named(key)))));
  }

  return {
    head,

    async put(
      key: string,
      body: AsyncIterable<Uint8Array>,
      facts: PutFacts,
      signal?: AbortSignal,
    ): Promise<BlobHead> {
      let broken: { error: unknown } | undefined;
      let sent = 0;
      async function* source() {
        try {
          for await (const chunk of measured(body, facts, signal)) {
            sent += chunk.byteLength;
            yield chunk;
          }
        } catch (error) {
          broken = { error };
          throw error;
        }
      }
      // The failing source ends the upload; its own `abort` leaves open uploads behind.
      const upload = new Upload({
        client,
        params: { ...named(key), ...served(facts), Body: Readable.from(source()) },
        partSize: 8 * 1024 * 1024,
        queueSize: 2,
      });
      try {
        await onS3(() => upload.done());
      } catch (error) {
        throw broken ? broken.error : error;
      }
      const stored = await head(key);
      givenBy(stored.bytes === sent || undefined);
      return stored;
    },

    async read(key: string, range?: ByteRange, signal?: AbortSignal): Promise<BlobBody> {
      // RFC 9110 §14.1.2; Ceph sends all of the object instead.
      if (range && "suffix" in range && range.suffix === 0) throw new BlobRangeRefused("no bytes");
      const command = new GetObjectCommand({
        ...named(key),
        ...(range && { Range: rangeHeader(range) }),
      });
      const options = signal ? { abortSignal: signal } : {};
      const answer = await onS3(() => client.send(command, options));
      const [, first, last, whole] =
        /bytes (\d+)-(\d+)\/(\d+)/.exec(answer.ContentRange ?? "") ?? [];
      const bytes = Number(whole ?? answer.ContentLength ?? 0);
      return {
        head: { ...headOf(key, answer), bytes },
        stream: answer.Body?.transformToWebStream() ?? new ReadableStream(),
        ...(first !== undefined && { range: { first: Number(first), last: Number(last) } }),
      };
    },

    async copy(from: string, to: string, facts: ServeFacts): Promise<BlobHead> {
      const command = new CopyObjectCommand({
        ...named(to),
        ...served(facts),
        CopySource: `${bucket}/${checkKey(from)}`,
        MetadataDirective: "REPLACE",
      });
      await onS3(() => client.send(command));
      return head(to);
    },

    /** One request each: the batch of S3 needs checksums that not every store agrees on. */
    async remove(keys: readonly string[]): Promise<void> {
      for (let at = 0; at < keys.length; at += 20) {
        const some = keys.slice(at, at + 20);
        await Promise.all(
          some.map((key) => onS3(() => client.send(new DeleteObjectCommand(named(key))))),
        );
      }
    },

    async *list(prefix: string) {
      const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix });
      const page = pages[Symbol.asyncIterator]();
      for (;;) {
        const next = await onS3(() => page.next());
        if (next.done) return;
        givenBy(next.value.Name);
        for (const { Key = "", Size = 0, LastModified } of next.value.Contents ?? []) {
          yield { key: Key, bytes: Size, at: LastModified ?? new Date(0) };
        }
      }
    },
  };
}

interface Answered {
  ContentLength?: number | undefined;
  ContentType?: string | undefined;
  ContentDisposition?: string | undefined;
  ETag?: string | undefined;
}

function headOf(key: string, answer: Answered): BlobHead {
  const download = nameIn(answer.ContentDisposition);
  return {
    key,
    bytes: answer.ContentLength ?? 0,
    type: answer.ContentType ?? "application/octet-stream",
    etag: givenBy(answer.ETag),
    ...(download !== undefined && { download }),
  };
}

const served = ({ type, download, cache }: ServeFacts) => ({
  ContentType: type,
  CacheControl: cache === "immutable" ? "public, max-age=31536000, immutable" : "private, no-store",
  ...(download !== undefined && { ContentDisposition: attachment(download) }),
});

const rangeHeader = (range: ByteRange): string =>
  "suffix" in range ? `bytes=-${range.suffix}` : `bytes=${range.first}-${range.last ?? ""}`;
