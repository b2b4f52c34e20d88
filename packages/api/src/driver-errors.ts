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

/** True when the database has no room left for a row (SQLSTATE 53100). What it holds is untouched. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "53100";
