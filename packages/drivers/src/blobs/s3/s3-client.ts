import { S3Client } from "@aws-sdk/client-s3";

import { StoreUnavailable } from "../../store-unavailable.ts";
import { BlobMissing, BlobRangeRefused } from "../blob-store.ts";

export interface S3Settings {
  bucket: string;
  /** Absent: Amazon's own address for the region. */
  endpoint?: string;
  region: string;
  /** Addresses name the bucket in the path instead of the host. */
  forcePathStyle: boolean;
  /** Absent: what the machine's environment or role provides. */
  accessKeyId?: string;
  secretAccessKey?: string;
}

/** A client that gives up on a silent store within seconds and keeps at most 50 sockets. */
export function openS3Client(settings: S3Settings): S3Client {
  const { endpoint, region, forcePathStyle, accessKeyId, secretAccessKey } = settings;
  const sockets = { keepAlive: true, maxSockets: 50 };
  return new S3Client({
    region,
    forcePathStyle,
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
    maxAttempts: 3,
    // The default signs the CRC32 of an empty body into addresses and breaks older stores.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: 1000,
      socketTimeout: 30_000,
      httpAgent: sockets,
      httpsAgent: sockets,
    },
  });
}

/** What S3 calls an error: "NoSuchKey", "AccessDenied", or the system's "ECONNREFUSED". */
export function s3CodeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  if ("Code" in error && typeof error.Code === "string") return error.Code;
  return error.name;
}

/**
 * What every S3 store answers with, or the store's trouble: a page of whatever stands before it, or
 * nothing, reads as an answer in which all is absent.
 */
export function givenBy<Value>(value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw new StoreUnavailable("something that is no S3 store answered in its place");
}

const missing = new Set(["NoSuchKey", "NotFound", "NoSuchUpload"]);

/** Runs one piece of store work: absence is `BlobMissing`, any other trouble the store's. */
export async function onS3<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const code = s3CodeOf(error);
    if (missing.has(code)) throw new BlobMissing("there is no such blob", { cause: error });
    if (code === "InvalidRange") throw new BlobRangeRefused("the file ends before that range");
    throw new StoreUnavailable(`the file store answered ${code}`, { cause: error });
  }
}
