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

type Noting = Needs<"db" | "now" | "limits"> & Traced;

/**
 * Notes a request with more than one session cookie: a neighbour of this site may be trying to
 * slip its own session in.
 */
export const recordDoubledSession = (needs: Noting, address: string): Promise<void> =>
  recordSeldom(needs, address, { action: "session_doubled" });

/** Notes that a write was refused which a page of another site had sent: `from` is that site. */
export const recordCrossSite = (needs: Noting, address: string, from: string): Promise<void> =>
  recordSeldom(needs, address, { action: "cross_site_refused", details: { from } });

/**
 * Anyone can send such requests, so few of them are kept: once an hour for each address, and at
 * most 60 times in all.
 */
async function recordSeldom(
  { db, now, limits, origin }: Noting,
  address: string,
  happened: Pick<Parameters<typeof recordEvent>[1], "action" | "details">,
): Promise<void> {
  const name = happened.action.replaceAll("_", "-");
  const once = { name, points: 1, perSeconds: 3600 };
  if ((await limits.count(once, address)) !== null) return;
  const inAll = { name: `${name}-in-all`, points: 60, perSeconds: 3600 };
  if ((await limits.count(inAll, "all")) !== null) return;
  await recordEvent(db, { at: now(), ...happened, ...origin });
}

/** Forgets what happened more than a year ago. */
export async function purgeAudit({ db, now }: Needs<"db" | "now">): Promise<void> {
  const before = new Date(Date.parse(now()) - keptMs).toISOString();
  await db.delete(auditEvents).where(lt(auditEvents.at, before));
}
