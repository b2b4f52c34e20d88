import type { S3Settings } from "./s3-client.ts";

/** A store that answers, but not with these settings; or that cannot be found with them. */
export class S3SettingsWrong extends Error {
  override readonly name = "S3SettingsWrong";
  constructor(code: string, settings: S3Settings, cause: unknown) {
    super(sentenceFor(code, settings), { cause });
  }
}

/** What is wrong and what to do, by the code a store or the system gave. */
function sentenceFor(code: string, { bucket, endpoint, region }: S3Settings): string {
  const where = endpoint ?? `Amazon S3 in ${region}`;
  switch (code) {
    case "NoSuchBucket":
      return `S3_BUCKET: there is no bucket "${bucket}" at ${where}. Make it, or correct the name.`;
    case "InvalidAccessKeyId":
      return `AWS_ACCESS_KEY_ID: ${where} does not know that key.`;
    case "SignatureDoesNotMatch":
      return `AWS_SECRET_ACCESS_KEY: it is not the secret of that key at ${where}.`;
    case "CredentialsProviderError":
      return "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: neither they nor a role of this machine give access to S3.";
    case "AccessDenied":
      return `AWS_ACCESS_KEY_ID: that key may not write to the bucket "${bucket}". Allow it to read, write, list and delete there.`;
    case "RequestTimeTooSkewed":
      return "The clock of this machine and that of the S3 store differ by more than 15 minutes. Set this machine's clock.";
    case "PermanentRedirect":
    case "AuthorizationHeaderMalformed":
    case "IllegalLocationConstraintException":
      return `AWS_REGION: the bucket "${bucket}" is not in ${region}.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `S3_ENDPOINT: there is no such host as in ${where}. A bucket named in the host needs DNS; else set S3_FORCE_PATH_STYLE=true.`;
    case "ECONNREFUSED":
    case "ECONNRESET":
    case "TimeoutError":
      return `S3_ENDPOINT: nothing answers at ${where}. Start the store, or correct the address.`;
    default:
      return `S3_BUCKET, S3_ENDPOINT: ${where} refused a test object in "${bucket}" with ${code}.`;
  }
}
