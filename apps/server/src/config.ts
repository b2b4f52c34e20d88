import { resolve } from "node:path";

import { domainNorm, emailNorm, type SignUpRules } from "@quoin/api";
import type { SessionLife } from "@quoin/drivers";

import { type LogLevel, logLevels } from "./log.ts";
import { type Environment, type Reader, readerOf } from "./read-environment.ts";

/** Which provider signs people in. */
export type IdentityConfig =
  | { kind: "local" }
  | { kind: "google"; clientId: string; clientSecret: string }
  | {
      kind: "oidc";
      issuer: string;
      clientId: string;
      clientSecret: string;
      /** Its addresses are its people's, though it does not say that they are verified. */
      trustsEmail: boolean;
    };

export interface S3Config {
  bucket: string;
  region: string;
  /** Absent: Amazon's own. */
  endpoint?: string;
  forcePathStyle: boolean;
  accessKeyId?: string;
  secretAccessKey?: string;
}

/** What a site keeps, and the variable that names the service for it. Without one, Quoin keeps it. */
const storeVariables = {
  database: "DATABASE_URL",
  sessions: "REDIS_URL",
  files: "S3_BUCKET",
} as const;
export type Store = keyof typeof storeVariables;
// The cast: keys of an object are strings to the compiler.
const stores = Object.keys(storeVariables) as Store[];

/** Everything the environment decides, checked. */
export interface Config {
  host: string;
  port: number;
  /** The public origin. */
  url: URL;
  /** Where embedded services keep their files. */
  dataFolder: string;
  trustProxy: number;
  /** The stores that Quoin keeps itself, in `dataFolder`. */
  embedded: ReadonlySet<Store>;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  s3: S3Config | undefined;
  /** Base of public media addresses, without a trailing slash. */
  mediaUrl: string;
  identity: IdentityConfig;
  signUp: SignUpRules;
  sessionLife: SessionLife;
  maxImageBytes: number;
  logLevel: LogLevel;
}

/** Every mistake in the environment, each naming its variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** True for names and addresses that only this machine can reach. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host);

/**
 * Turns environment variables into a `Config`. `.env.example` documents each.
 *
 * @throws ConfigError with every problem at once
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = readerOf(env, problems);
  const production = env.NODE_ENV === "production";

  const host = read.text("HOST") ?? "127.0.0.1";
  const port = read.number("PORT", { standard: 3000, least: 1, most: 65_535 });
  const url = read.origin("QUOIN_URL") ?? new URL(`http://localhost:${port}`);
  const databaseUrl = read.address("DATABASE_URL", ["postgres:", "postgresql:"]);
  const redisUrl = read.address("REDIS_URL", ["redis:", "rediss:"]);
  const s3 = readS3(read);
  const local = isLoopback(host) && isLoopback(url.hostname);

  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    problems.push("QUOIN_URL must begin with https:// unless it is on this machine.");
  }
  const services: Record<Store, unknown> = { database: databaseUrl, sessions: redisUrl, files: s3 };
  const embedded = new Set(stores.filter((store) => services[store] === undefined));
  if (production && env.QUOIN_EMBEDDED !== "1") {
    for (const store of embedded) {
      problems.push(
        `${storeVariables[store]} is not set. Set it, or QUOIN_EMBEDDED=1 to run without that service.`,
      );
    }
  }

  const idleSeconds = read.number("QUOIN_SESSION_IDLE_SECONDS", { standard: 3600, least: 60 });
  const absoluteSeconds = read.number("QUOIN_SESSION_ABSOLUTE_SECONDS", {
    standard: Math.max(43_200, idleSeconds),
    least: 60,
  });
  if (absoluteSeconds < idleSeconds) {
    problems.push("QUOIN_SESSION_ABSOLUTE_SECONDS is less than QUOIN_SESSION_IDLE_SECONDS.");
  }

  const config: Config = {
    host,
    port,
    url,
    dataFolder: resolve(read.text("QUOIN_DATA") ?? "data"),
    trustProxy: read.number("QUOIN_TRUST_PROXY", { standard: 0, least: 0, most: 10 }),
    embedded,
    databaseUrl,
    redisUrl,
    s3,
    mediaUrl: (read.address("QUOIN_MEDIA_URL", ["https:", "http:"]) ?? url.origin).replace(
      /\/$/,
      "",
    ),
    identity: readIdentity(read, problems, { production, local }),
    signUp: readSignUp(read, problems),
    sessionLife: { idleMs: idleSeconds * 1000, absoluteMs: absoluteSeconds * 1000 },
    maxImageBytes: read.number("QUOIN_UPLOAD_MAX_BYTES", {
      standard: 25_000_000,
      least: 1000,
      most: 100_000_000,
    }),
    logLevel: read.choice("LOG_LEVEL", logLevels) ?? "info",
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function readIdentity(
  read: Reader,
  problems: string[],
  where: { production: boolean; local: boolean },
): IdentityConfig {
  const google = read.pair("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET");
  const oidc = read.pair("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET");
  const issuer = read.address("OIDC_ISSUER", ["https:", "http:"]);
  if ((issuer === undefined) !== (oidc === undefined)) {
    problems.push("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together.");
  }
  if (issuer?.startsWith("http:") === true && !isLoopback(new URL(issuer).hostname)) {
    problems.push("OIDC_ISSUER must begin with https://.");
  }
  if (google && issuer !== undefined) {
    problems.push("GOOGLE_CLIENT_ID and OIDC_ISSUER are both set. Choose one provider.");
  }
  const trustsEmail = read.choice("OIDC_TRUST_EMAIL", ["0", "1"]) === "1";
  if (trustsEmail && issuer === undefined) {
    problems.push("OIDC_TRUST_EMAIL is 1, and OIDC_ISSUER is not set.");
  }
  if (google) return { kind: "google", clientId: google[0], clientSecret: google[1] };
  if (oidc && issuer !== undefined) {
    return { kind: "oidc", issuer, clientId: oidc[0], clientSecret: oidc[1], trustsEmail };
  }
  if (where.production || !where.local) {
    const why = where.production
      ? "NODE_ENV is production"
      : "HOST or QUOIN_URL can be reached from other machines";
    problems.push(
      `GOOGLE_CLIENT_ID is not set, nor OIDC_ISSUER: nobody could sign in. The local provider is off because ${why}. ` +
        "Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, or OIDC_ISSUER with its client, and QUOIN_OWNER_EMAIL to the address that becomes the first owner; without it, Quoin prints a setup token.",
    );
  }
  return { kind: "local" };
}

function readSignUp(read: Reader, problems: string[]): SignUpRules {
  const mode = read.choice("QUOIN_SIGN_UP", ["closed", "invite", "domains", "open"]) ?? "closed";
  const domains = (read.text("QUOIN_SIGN_UP_DOMAINS") ?? "")
    .split(",")
    .map((domain) => domain.trim().toLowerCase())
    .filter((domain) => domain !== "");
  if (mode === "domains" && domains.length === 0) {
    problems.push("QUOIN_SIGN_UP_DOMAINS is empty, and QUOIN_SIGN_UP is domains.");
  }
  for (const domain of domains) {
    if (domainNorm(domain) === null) {
      problems.push(`QUOIN_SIGN_UP_DOMAINS holds ${domain}, which is no domain of addresses.`);
    }
  }
  const ownerEmail = read.text("QUOIN_OWNER_EMAIL") ?? null;
  if (ownerEmail !== null && emailNorm(ownerEmail) === null) {
    problems.push("QUOIN_OWNER_EMAIL is no address a sign-in provider could vouch for.");
  }
  const setupToken = read.text("QUOIN_SETUP_TOKEN") ?? null;
  if (setupToken !== null && setupToken.length < 20) {
    problems.push("QUOIN_SETUP_TOKEN is too easy to guess. Use 20 characters or more.");
  }
  return {
    mode,
    domains,
    role: read.choice("QUOIN_SIGN_UP_ROLE", ["editor", "writer", "reader"]) ?? "writer",
    ownerEmail,
    setupToken,
  };
}

function readS3(read: Reader): S3Config | undefined {
  const bucket = read.text("S3_BUCKET") ?? read.text("AWS_S3_BUCKET");
  if (bucket === undefined) return undefined;
  const endpoint = read.address("S3_ENDPOINT", ["https:", "http:"]);
  const keys = read.pair("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
  return {
    bucket,
    region: read.text("AWS_REGION") ?? "us-east-1",
    forcePathStyle: (read.choice("S3_FORCE_PATH_STYLE", ["true", "false"]) ?? "false") === "true",
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(keys ? { accessKeyId: keys[0], secretAccessKey: keys[1] } : {}),
  };
}
