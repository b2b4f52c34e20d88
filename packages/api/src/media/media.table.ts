import type { BlobId, MediaId, PersonId, PostId } from "@quoin/model";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { instant } from "../columns.ts";
import { people } from "../people/person.table.ts";
import { posts } from "../posts/tables/post.table.ts";

/** Stored bytes: a private original and what is served of it. Equal uploads share one. */
export const blobs = pgTable(
  "blobs",
  {
    id: uuid("id").$type<BlobId>().primaryKey(),
    /** Where the original is: `originals/{uuid}`, or the public key for files that are not pictures. */
    originalKey: text("original_key").notNull().unique("blobs_original_key"),
    /** What is served: `media/{id}/master.jpg`, `media/{id}/file.pdf`. */
    key: text("key").notNull().unique("blobs_key"),
    /** SHA-256 in hexadecimal of the bytes as uploaded. */
    sourceSha256: text("source_sha256").notNull(),
    /** Of what is served. */
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    width: integer("width"),
    height: integer("height"),
    state: text("state", { enum: ["ready", "deleting"] })
      .notNull()
      .default("ready"),
    deleteAfter: instant("delete_after"),
    createdAt: instant("created_at").notNull(),
  },
  (blob) => [
    uniqueIndex("blobs_source")
      .on(blob.sourceSha256)
      .where(sql`${blob.state} = 'ready'`),
    index("blobs_deleting")
      .on(blob.deleteAfter)
      .where(sql`${blob.state} = 'deleting'`),
  ],
);

/** One entry in the library. */
export const media = pgTable(
  "media",
  {
    id: uuid("id").$type<MediaId>().primaryKey(),
    ownerId: uuid("owner_id")
      .$type<PersonId>()
      .notNull()
      .references((): AnyPgColumn => people.id),
    blobId: uuid("blob_id")
      .$type<BlobId>()
      .notNull()
      .references(() => blobs.id),
    /** The file's own name: shown and offered for download, never part of a key. */
    name: text("name").notNull(),
    /** What a picture shows, where the text says nothing else. */
    alt: text("alt").notNull().default(""),
    createdAt: instant("created_at").notNull(),
  },
  (row) => [index("media_owner").on(row.ownerId, row.id), index("media_blob").on(row.blobId)],
);

/** WebP copies. `srcset` lists the ready ones and no other. */
export const mediaVariants = pgTable(
  "media_variants",
  {
    blobId: uuid("blob_id")
      .$type<BlobId>()
      .notNull()
      .references(() => blobs.id, { onDelete: "cascade" }),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    bytes: integer("bytes").notNull(),
    key: text("key").notNull(),
  },
  (row) => [primaryKey({ name: "media_variants_pair", columns: [row.blobId, row.width] })],
);

/** Which posts show a media: rows of its draft and of its revisions. They decide what may be removed. */
export const mediaUses = pgTable(
  "media_uses",
  {
    mediaId: uuid("media_id")
      .$type<MediaId>()
      .notNull()
      .references(() => media.id),
    postId: uuid("post_id")
      .$type<PostId>()
      .notNull()
      .references((): AnyPgColumn => posts.id, { onDelete: "cascade" }),
  },
  (row) => [
    primaryKey({ name: "media_uses_pair", columns: [row.mediaId, row.postId] }),
    index("media_uses_post").on(row.postId),
  ],
);
