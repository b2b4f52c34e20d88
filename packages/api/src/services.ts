import type {
  BlobStore,
  Db,
  Images,
  JobQueue,
  Limiter,
  OneTimeStore,
  SessionLife,
  SessionStore,
} from "@quoin/drivers";
import type { Role } from "@quoin/model";

import type { Renderer } from "./rendering/renderer.ts";

/**
 * Who may make themselves an account. `closed`: nobody. `invite`: whoever was invited. `domains`:
 * addresses or Workspaces of exactly these domains. `open`: everybody. The last two invite as well.
 */
export interface SignUpRules {
  mode: "closed" | "invite" | "domains" | "open";
  domains: readonly string[];
  /** What a new account may do. */
  role: Exclude<Role, "owner">;
  /** The verified address that becomes the first owner; null for none. */
  ownerEmail: string | null;
  /** What makes whoever knows it the first owner; null when none is configured. */
  setupToken: string | null;
}

/** Facts about this site that configuration fixes. */
export interface SiteFacts {
  /** The public origin, without a trailing slash. */
  url: string;
  /** Base of public media addresses: the same origin, or a CDN. */
  mediaUrl: string;
  signUp: SignUpRules;
  sessionLife: SessionLife;
  /** Largest picture, in bytes. */
  maxImageBytes: number;
}

/** What the outside world looks like from inside. */
export interface Services {
  db: Db;
  /** The moment, as ISO 8601 in UTC with milliseconds. */
  now: () => string;
  sessions: SessionStore;
  once: OneTimeStore;
  limits: Limiter;
  blobs: BlobStore;
  images: Images;
  renderer: Renderer;
  jobs: Pick<JobQueue, "enqueue">;
  site: SiteFacts;
}

/** The services a domain function touches: `Needs<"db" | "now">`. */
export type Needs<Names extends keyof Services> = Pick<Services, Names>;
