import type { Tx } from "@quoin/drivers";
import type { AuditAction, InvitationId, PersonId } from "@quoin/model";

import { newId } from "../new-id.ts";
import { auditEvents } from "./audit.table.ts";

/** Where a request came from, as the audit log keeps it. */
export interface Origin {
  /** Truncated: IPv4 to /24, IPv6 to /48. */
  address: string;
  requestId: string;
}

/** For domain functions that leave a trace: `Needs<"db" | "now"> & Traced`. */
export interface Traced {
  origin: Origin;
}

interface Happened extends Origin {
  at: string;
  action: AuditAction;
  actorId?: PersonId | undefined;
  targetId?: PersonId | InvitationId | undefined;
  details?: Record<string, string>;
}

/** Keeps one event, in the transaction that makes it true where there is one. */
export async function recordEvent(tx: Pick<Tx, "insert">, happened: Happened): Promise<void> {
  const { actorId = null, targetId = null, details = {}, ...rest } = happened;
  const { address, requestId, at, action } = rest;
  const row = { address, requestId, at, action, actorId, targetId, details };
  await tx.insert(auditEvents).values({ id: newId<"AuditEvent">(), ...row });
}
