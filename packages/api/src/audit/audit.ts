import {
  type AuditPage,
  canRule,
  type ErrorCode,
  type Keyset,
  type Person,
  type PersonId,
  QuoinError,
} from "@quoin/model";
import { desc, eq, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";

import { pageFrom, readCursor } from "../cursor.ts";
import { people } from "../people/person.table.ts";
import type { Needs } from "../services.ts";
import { auditEvents } from "./audit.table.ts";
import { recordEvent, type Traced } from "./record.ts";

const keptMs = 365 * 24 * 60 * 60 * 1000;

const actor = alias(people, "actor");
const target = alias(people, "target");

/** What happened, newest first. Only the owner may ask. @throws QuoinError `not_allowed` */
export async function listEvents(
  { db }: Needs<"db">,
  person: Pick<Person, "role">,
  { cursor, limit }: Keyset,
): Promise<AuditPage> {
  if (!canRule(person)) throw new QuoinError("not_allowed");
  const { at, id } = readCursor(cursor);
  const rows = await db
    .select({
      event: auditEvents,
      actor: { id: actor.id, handle: actor.handle, name: actor.name },
      target: { id: target.id, handle: target.handle, name: target.name },
    })
    .from(auditEvents)
    .leftJoin(actor, eq(actor.id, auditEvents.actorId))
    .leftJoin(target, eq(target.id, auditEvents.targetId))
    .where(sql`(${auditEvents.at}, ${auditEvents.id}) < (${at}::timestamptz, ${id}::uuid)`)
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(limit + 1);
  return pageFrom(
    rows,
    limit,
    ({ event }) => event,
    ({ event, ...those }) => {
      const { actorId: _, targetId: __, ...shown } = event;
      return { ...shown, ...those };
    },
  );
}

/** Notes a sign-in that was refused, and why. */
export async function recordFailedSignIn(
  { db, now, origin }: Needs<"db" | "now"> & Traced,
  { provider, reason }: { provider: string; reason: ErrorCode },
): Promise<void> {
  const details = { provider, reason };
  await recordEvent(db, { at: now(), action: "sign_in_failed", details, ...origin });
}

/** Notes that somebody has signed out. */
export async function recordSignOut(
  { db, now, origin }: Needs<"db" | "now"> & Traced,
  actorId: PersonId,
): Promise<void> {
  await recordEvent(db, { at: now(), action: "sign_out", actorId, ...origin });
}

// Anyone can send such requests, so few of them are kept: of one address, and of all together.
const doubled = { name: "session-doubled", points: 1, perSeconds: 3600 };
const doubledInAll = { name: "session-doubled-in-all", points: 60, perSeconds: 3600 };

/**
 * Notes a request with more than one session cookie: a neighbour of this site may be trying to
 * slip its own session in. Once an hour for each address, and at most 60 times in all.
 */
export async function recordDoubledSession(
  { db, now, limits, origin }: Needs<"db" | "now" | "limits"> & Traced,
  address: string,
): Promise<void> {
  if ((await limits.count(doubled, address)) !== null) return;
  if ((await limits.count(doubledInAll, "all")) !== null) return;
  await recordEvent(db, { at: now(), action: "session_doubled", ...origin });
}

/** Forgets what happened more than a year ago. */
export async function purgeAudit({ db, now }: Needs<"db" | "now">): Promise<void> {
  const before = new Date(Date.parse(now()) - keptMs).toISOString();
  await db.delete(auditEvents).where(lt(auditEvents.at, before));
}
