import type {
  AsideFailed,
  BlobMismatch,
  BlobMissing,
  BlobTooLarge,
  ImageRefused,
  StoreUnavailable,
} from "@quoin/drivers";

interface DriverErrors {
  AsideFailed: AsideFailed;
  StoreUnavailable: StoreUnavailable;
  BlobMissing: BlobMissing;
  BlobMismatch: BlobMismatch;
  BlobTooLarge: BlobTooLarge;
  ImageRefused: ImageRefused;
}

/** Recognises a driver's error by its name: this room knows drivers as types only. */
export const isDriverError = <Name extends keyof DriverErrors>(
  error: unknown,
  name: Name,
): error is DriverErrors[Name] => error instanceof Error && error.name === name;

/** Of Postgres (SQLSTATE), of the system, of a quota, and of SQLite. */
const diskFull: readonly unknown[] = ["53100", "ENOSPC", "EDQUOT", "SQLITE_FULL"];

/** True when what failed had no room left on its disk, in whichever store. What it holds is untouched. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && diskFull.includes(error.code)) || isDiskFull(error.cause));
