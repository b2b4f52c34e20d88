import { stat } from "node:fs/promises";

import type { BegunRef, BlobStore, SignedPart } from "../blob-store.ts";
import { BlobMismatch, ifThere } from "../blob-store.ts";
import { measured } from "../measured.ts";
import { partBytesOf, plannedParts, signedAtOnce } from "../parts.ts";
import { answerBlob } from "./disk-answer.ts";
import { onDisk, openFolders } from "./disk-files.ts";
import { openDiskObjects } from "./disk-objects.ts";
import { openDiskUploads } from "./disk-uploads.ts";
import { openSigner } from "./signed-url.ts";

interface DiskSettings {
  /** Everything is kept under it; made when absent. One process at a time. */
  folder: string;
  /** Signs addresses; those signed with another secret stop working. */
  secret: string;
  /** Where `answer` is reachable: addresses are `{baseUrl}/blobs/{token}`. */
  baseUrl: string;
}

/** Blobs as files in a folder, with signed addresses this process answers itself. */
export function openDiskBlobs({ folder, secret, baseUrl }: DiskSettings): BlobStore {
  const folders = openFolders(folder);
  const signer = openSigner(secret);
  const objects = openDiskObjects(folders);
  const uploads = openDiskUploads(folders, objects);

  const addressOf = (grant: Parameters<typeof signer.sign>[0]) =>
    `${baseUrl}/blobs/${signer.sign(grant)}`;

  function signPart(ref: BegunRef, number: number, bytes: number, expiresAt: number): SignedPart {
    const { key, type, sha256, uploadId } = ref;
    if (uploadId !== undefined) {
      const url = addressOf({ method: "PUT", key, expiresAt, bytes, uploadId, number });
      return { number, url, headers: {}, bytes };
    }
    const url = addressOf({ method: "PUT", key, expiresAt, bytes, type, sha256 });
    return { number, url, headers: { "content-type": type, "if-none-match": "*" }, bytes };
  }

  const store: BlobStore = {
    capabilities: { checksum: true },
    uploadOrigin: null,
    answer: (request, body) => answerBlob({ objects, uploads, signer }, request, body),

    async begin(key, file, options) {
      const partBytes = partBytesOf(file.bytes);
      const inParts = partBytes < file.bytes;
      const ref = {
        key,
        partBytes,
        ...file,
        ...(inParts && { uploadId: await uploads.open(key) }),
      };
      const numbers = plannedParts(ref).map(({ number }) => number);
      return { ref, parts: await store.signParts(ref, numbers.slice(0, signedAtOnce), options) };
    },

    async signParts(ref, numbers, { expiresInSeconds }) {
      const expiresAt = Date.now() + expiresInSeconds * 1000;
      return plannedParts(ref)
        .filter(({ number }) => numbers.includes(number))
        .map(({ number, bytes }) => signPart(ref, number, bytes, expiresAt));
    },

    async stored(ref) {
      const parts = ref.uploadId === undefined ? [] : await uploads.stored(ref.uploadId);
      if (parts.length > 0) return parts;
      return (await store.head(ref.key)) ? plannedParts(ref) : [];
    },

    async complete(ref) {
      const { uploadId } = ref;
      if (uploadId !== undefined) return uploads.complete({ ...ref, uploadId });
      const head = await objects.head(ref.key);
      if (head.bytes !== ref.bytes) throw new BlobMismatch("the object has another size");
      return head;
    },

    async abandon({ uploadId }) {
      if (uploadId !== undefined) await uploads.abandon(uploadId);
    },

    put: (key, body, facts, signal) => objects.write(key, measured(body, facts, signal), facts),

    head: (key) => ifThere(objects.head(key)),
    read: (key, range, signal) => objects.read(key, range, signal),
    copy: (from, to, facts) => objects.copy(from, to, facts),
    remove: (keys) => objects.remove(keys),
    list: (prefix) => objects.list(prefix),
    unfinished: (olderThan) => uploads.unfinished(olderThan),

    ping: () => onDisk(async () => void (await stat(folders.objects))),
    close: async () => undefined,
  };
  return store;
}
