import { addressOf, findMasterKey, findMediaKey } from "@quoin/api";
import { attachment, type BlobHead, BlobMissing, BlobRangeRefused } from "@quoin/drivers";
import { BlobId, MediaId, QuoinError, uuidPattern as uuid } from "@quoin/model";
import { type Context, Hono } from "hono";

import type { Door, Env } from "../request/door.ts";
import { askedRange } from "./asked-range.ts";
import { bodyOut } from "./body-out.ts";

const variant = "(?:master|file|w[0-9]+)\\.[a-z0-9]+";

/**
 * `/media/{mediaId}` leads to what is served of a media; `/media/{blobId}/{variant}` is its bytes,
 * for ever the same, whichever driver keeps them.
 */
export function mediaRoutes(door: Pick<Door, "services" | "log">): Hono<Env> {
  const { services } = door;
  const { blobs, site } = services;

  async function send(c: Context<Env>, key: string, kept = forEveryone): Promise<Response> {
    const etag = `"${key}"`; // a key never gets other bytes, so its name is as good as their hash
    const held = c.req
      .header("if-none-match")
      ?.replaceAll("W/", "")
      .split(",")
      .map((tag) => tag.trim());
    if (held?.includes(etag)) return c.body(null, 304, { ...kept, ETag: etag });

    if (c.req.method === "HEAD") {
      const head = await blobs.head(key);
      if (!head) throw new BlobMissing("there is no such blob");
      return c.body(null, 200, {
        ...headersOf(head, etag),
        ...kept,
        "Content-Length": String(head.bytes),
      });
    }
    const range = askedRange(c.req.header("range"), c.req.header("if-range"), etag);
    const { head, stream, range: sent } = await blobs.read(key, range, c.req.raw.signal);
    const body = bodyOut(c, door, stream);
    if (!sent) {
      return c.body(body, 200, {
        ...headersOf(head, etag),
        ...kept,
        "Content-Length": String(head.bytes),
      });
    }
    return c.body(body, 206, {
      ...headersOf(head, etag),
      ...kept,
      "Content-Range": `bytes ${sent.first}-${sent.last}/${head.bytes}`,
      "Content-Length": String(sent.last - sent.first + 1),
    });
  }

  async function refuse(c: Context<Env>, key: string, error: unknown): Promise<Response> {
    if (error instanceof BlobMissing) throw new QuoinError("media_not_found");
    if (!(error instanceof BlobRangeRefused)) throw error;
    const head = await blobs.head(key);
    return c.body(null, 416, { "Content-Range": `bytes */${head?.bytes ?? 0}` });
  }

  /** In the place of a copy that is lost, the picture it was made of. @throws what it was given */
  async function sendMaster(c: Context<Env>, key: string, error: unknown): Promise<Response> {
    const { data: blobId } = BlobId.safeParse(c.req.param("id"));
    const isCopy = /\/w\d+\.[a-z0-9]+$/.test(key); // an original has nothing in its place
    if (!(error instanceof BlobMissing) || blobId === undefined || !isCopy) throw error;
    const master = await findMasterKey(services, { blobId, variantKey: key });
    if (master === undefined) throw error;
    return send(c, master, untilFound).catch((lost: unknown) => refuse(c, master, lost));
  }

  return new Hono<Env>()
    .get(`/media/:id{${uuid}}`, async (c) => {
      const { data: id } = MediaId.safeParse(c.req.param("id")); // ids have a version, too
      if (id === undefined) throw new QuoinError("media_not_found");
      const key = await findMediaKey(services, { id });
      for (const [name, value] of Object.entries(forEveryone)) c.header(name, value);
      c.header("Cache-Control", "public, max-age=3600");
      return c.redirect(addressOf({ site }, key), 302);
    })
    .get(`/media/:id{${uuid}}/:variant{${variant}}`, async (c) => {
      const key = `media/${c.req.param("id")}/${c.req.param("variant")}`;
      return send(c, key)
        .catch((error: unknown) => sendMaster(c, key, error))
        .catch((error: unknown) => refuse(c, key, error));
    })
    .all("/media/*", () => {
      throw new QuoinError("media_not_found");
    });
}

/** Other sites may show our pictures, by either address; the bytes never change. */
const forEveryone = {
  "Cache-Control": "public, max-age=31536000, immutable",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/** The copy may be there again at any moment. */
const untilFound = { ...forEveryone, "Cache-Control": "public, max-age=60" };

/**
 * What a browser could run or render in another way than as a picture, a sound or a film is only
 * ever saved, and alone in a sandbox if it is opened after all.
 */
function headersOf({ type, download }: BlobHead, etag: string): Record<string, string> {
  const isPicture = type.startsWith("image/");
  return {
    "Content-Type": type,
    ...forEveryone,
    ETag: etag,
    "Accept-Ranges": "bytes",
    "X-Content-Type-Options": "nosniff",
    ...(isPicture ? {} : { "Content-Security-Policy": "sandbox; default-src 'none'" }),
    ...(isPicture || /^(audio|video)\//.test(type)
      ? {}
      : { "Content-Disposition": attachment(download ?? "file") }),
  };
}
