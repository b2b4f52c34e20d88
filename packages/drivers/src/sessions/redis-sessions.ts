import type { Redis } from "ioredis";

import { reach } from "../store-unavailable.ts";
import { addSessionScripts, indexKey, sessionKey } from "./redis-scripts.ts";
import { type SessionLife, type SessionStore, slideEveryMs } from "./session-store.ts";
import { newToken, readToken } from "./session-token.ts";

/** Sessions in Redis 7 or later, or Valkey (one node or Sentinel, not Cluster). */
export function openRedisSessions(redis: Redis, life: SessionLife): SessionStore {
  addSessionScripts(redis);

  return {
    create: ({ personId, authVersion, authAt, meta }, now) =>
      reach(async () => {
        const { sid, token, hash } = newToken();
        const absoluteEndsAt = now + life.absoluteMs;
        const idleEndsAt = Math.min(now + life.idleMs, absoluteEndsAt);
        const facts = [hash, personId, authVersion, now, idleEndsAt, absoluteEndsAt];
        const keys = [sessionKey(sid), indexKey(personId)];
        const moments = { authAt: authAt ?? now, idleEndsAt, absoluteEndsAt };
        const rest = [JSON.stringify(meta), sid, moments.authAt];
        const ended = await redis.quoinCreate(...keys, ...facts, ...rest);
        return { token, session: { sid, personId, authVersion, ...moments }, ended };
      }),

    check: async (token, now, { passive = false } = {}) => {
      const known = readToken(token);
      if (!known) return null;
      const { sid, hash } = known;
      return reach(async () => {
        const facts = [hash, now, passive ? 0 : 1, life.idleMs, slideEveryMs(life)];
        const found = await redis.quoinCheck(sessionKey(sid), ...facts);
        if (!found) return null;
        const [personId, authVersion, authAt, idleEndsAt, absoluteEndsAt, slid] = found;
        return {
          sid,
          personId,
          authVersion: Number(authVersion),
          authAt: Number(authAt),
          idleEndsAt: Number(idleEndsAt),
          absoluteEndsAt: Number(absoluteEndsAt),
          slid: slid === 1,
        };
      });
    },

    revoke: (sid) => reach(async () => void (await redis.quoinRevoke(sessionKey(sid), sid))),
    revokeAll: (personId, exceptSid = "") =>
      reach(() => redis.quoinRevokeAll(indexKey(personId), exceptSid)),

    list: (personId, now) =>
      reach(async () => {
        const listed = await redis.quoinList(indexKey(personId), now);
        return listed.map(([sid, version, authAt, idle, absolute, created, used, meta]) => ({
          sid,
          personId,
          authVersion: Number(version),
          authAt: Number(authAt),
          idleEndsAt: Number(idle),
          absoluteEndsAt: Number(absolute),
          createdAt: Number(created),
          lastUsedAt: Number(used),
          meta: JSON.parse(meta), // only `create` wrote it
        }));
      }),

    ping: () => reach(async () => void (await redis.ping())),
    close: async () => redis.disconnect(),
  };
}
