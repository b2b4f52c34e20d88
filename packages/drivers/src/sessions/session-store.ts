/** What a person sees of a session in the list of their devices. */
export interface SessionMeta {
  /** Browser family, such as "Firefox". */
  browser: string;
  /** Operating system, such as "Linux". */
  system: string;
  /** Truncated: IPv4 to /24, IPv6 to /48. */
  address: string;
}

/** A session that is alive. Times are milliseconds since the epoch. */
export interface Session {
  /** Public half of the token; safe in logs and lists. */
  sid: string;
  personId: string;
  authVersion: number;
  /** When the person last proved who they are to a provider. */
  authAt: number;
  /** It dies then unless it is used before. */
  idleEndsAt: number;
  /** It dies then whatever happens. */
  absoluteEndsAt: number;
}

/** What a session is made of. `authAt` is the moment itself unless it is given. */
export interface NewSession extends Pick<Session, "personId" | "authVersion"> {
  authAt?: number;
  meta: SessionMeta;
}

export interface CheckedSession extends Session {
  /** True when this check moved the idle end: the browser's cookie should follow. */
  slid: boolean;
}

export interface SessionEntry extends Session {
  createdAt: number;
  lastUsedAt: number;
  meta: SessionMeta;
}

/** How long sessions live, in milliseconds. Equal: a fixed life that use does not stretch. */
export interface SessionLife {
  idleMs: number;
  absoluteMs: number;
}

/** Of one person; beyond it the oldest ends. */
export const maxSessions = 20;
/**
 * A use moves the idle end at most this often, in milliseconds: once a minute, or a twelfth of an
 * idle time that is short, so that whoever is at work stays in.
 */
export const slideEveryMs = ({ idleMs }: SessionLife): number =>
  Math.min(60_000, Math.floor(idleMs / 12));

/**
 * Sessions, by the token `sid.secret` of which only the secret's SHA-256 is kept.
 * `session-store.contract.ts` is the full promise. Time is a parameter: `now` is in milliseconds.
 *
 * Methods reject with `StoreUnavailable` when the store fails, and for no other reason.
 */
export interface SessionStore {
  /**
   * Makes a session. Beyond 20 of one person the oldest ends, and is named. The token is not kept
   * anywhere.
   */
  create(
    made: NewSession,
    now: number,
  ): Promise<{ token: string; session: Session; ended: readonly string[] }>;

  /**
   * The live session behind a token, or null; one atomic call, which also slides the idle end
   * unless `passive`. A malformed token asks nothing of the store; a wrong secret changes nothing;
   * a session revoked at the same moment is never brought back.
   */
  check(
    token: string,
    now: number,
    options?: { passive?: boolean },
  ): Promise<CheckedSession | null>;

  /** Ends a session. Safe to repeat. */
  revoke(sid: string): Promise<void>;

  /** Ends a person's sessions, all or all but one, and says how many there were. */
  revokeAll(personId: string, exceptSid?: string): Promise<number>;

  /** A person's live sessions, newest first. */
  list(personId: string, now: number): Promise<SessionEntry[]>;

  /** Resolves when the store answers. */
  ping(): Promise<void>;

  /** Releases the connection. No method may succeed afterwards. */
  close(): Promise<void>;
}
