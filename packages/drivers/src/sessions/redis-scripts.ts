import type { ClientContext, Redis, Result } from "ioredis";

import { maxSessions } from "./session-store.ts";

/*
 * A session is a hash `quoin:session:{sid}`: h secret's hash, p person, v auth version, t moment
 * the person proved who they are, c created, s last slide, e idle end, a absolute end, m meta. Redis forgets it at `e` even if all of this were wrong. `quoin:sessions-of:{person}` lists a person's by `a`.
 * Moments are milliseconds since the epoch, and always the caller's; Redis is told only how long
 * to keep a key, so its clock need not agree.
 */
const sessionPrefix = "quoin:session:";
const indexPrefix = "quoin:sessions-of:";
export const sessionKey = (sid: string) => sessionPrefix + sid;
export const indexKey = (personId: string) => indexPrefix + personId;

const createScript = `
  local now, sid, auth = tonumber(ARGV[4]), ARGV[8], ARGV[9]
  for _, other in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    local ends = redis.call('HGET', '${sessionPrefix}' .. other, 'e')
    if not ends or tonumber(ends) <= now then redis.call('ZREM', KEYS[2], other) end
  end
  local ended = {}
  while redis.call('ZCARD', KEYS[2]) >= ${maxSessions} do
    ended[#ended + 1] = redis.call('ZPOPMIN', KEYS[2])[1]
    redis.call('DEL', '${sessionPrefix}' .. ended[#ended])
  end
  redis.call('HSET', KEYS[1], 'h', ARGV[1], 'p', ARGV[2], 'v', ARGV[3], 't', auth, 'c', now,
    's', now, 'e', ARGV[5], 'a', ARGV[6], 'm', ARGV[7])
  redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[5]) - now)
  redis.call('ZADD', KEYS[2], ARGV[6], sid)
  local last = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')[2]
  redis.call('PEXPIRE', KEYS[2], tonumber(last) - now)
  return ended
`;

// Reads and writes nothing but the one key, and only when it is there: a revoke is never undone.
const checkScript = `
  local hash, now, slides, idle = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
  local at = redis.call('HMGET', KEYS[1], 'h', 'p', 'v', 't', 'e', 'a', 's')
  if at[1] ~= hash or now >= tonumber(at[5]) or now >= tonumber(at[6]) then return false end
  local ends, slid = at[5], 0
  if slides == '1' and now - tonumber(at[7]) >= tonumber(ARGV[5]) then
    slid = 1
    ends = string.format('%d', math.min(now + idle, tonumber(at[6])))
    redis.call('HSET', KEYS[1], 's', ARGV[2], 'e', ends)
    redis.call('PEXPIRE', KEYS[1], tonumber(ends) - now)
  end
  return { at[2], at[3], at[4], ends, at[6], slid }
`;

const revokeScript = `
  local person = redis.call('HGET', KEYS[1], 'p')
  if person then redis.call('ZREM', '${indexPrefix}' .. person, ARGV[1]) end
  return redis.call('DEL', KEYS[1])
`;

const revokeAllScript = `
  local ended = 0
  for _, sid in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    if sid ~= ARGV[1] then
      ended = ended + redis.call('DEL', '${sessionPrefix}' .. sid)
      redis.call('ZREM', KEYS[1], sid)
    end
  end
  return ended
`;

const listScript = `
  local live = {}
  for _, sid in ipairs(redis.call('ZREVRANGE', KEYS[1], 0, -1)) do
    local at = redis.call('HMGET', '${sessionPrefix}' .. sid, 'v', 't', 'e', 'a', 'c', 's', 'm')
    if at[3] and tonumber(at[3]) > tonumber(ARGV[1]) then
      live[#live + 1] = { sid, unpack(at) }
    end
  end
  return live
`;

type Moments = [authAt: string, idleEndsAt: string, absoluteEndsAt: string];
type Checked = [personId: string, authVersion: string, ...Moments, slid: number];
type Listed = [
  sid: string,
  version: string,
  ...Moments,
  created: string,
  used: string,
  meta: string,
];

declare module "ioredis" {
  interface RedisCommander<Context extends ClientContext> {
    quoinCreate(...keysAndFacts: (string | number)[]): Result<string[], Context>;
    quoinCheck(...keyAndFacts: (string | number)[]): Result<Checked | null, Context>;
    quoinRevoke(key: string, sid: string): Result<number, Context>;
    quoinRevokeAll(indexKey: string, exceptSid: string): Result<number, Context>;
    quoinList(indexKey: string, now: number): Result<Listed[], Context>;
  }
}

/** Teaches a connection the five atomic steps of the session store. */
export function addSessionScripts(redis: Redis): void {
  redis.defineCommand("quoinCreate", { numberOfKeys: 2, lua: createScript });
  redis.defineCommand("quoinCheck", { numberOfKeys: 1, lua: checkScript });
  redis.defineCommand("quoinRevoke", { numberOfKeys: 1, lua: revokeScript });
  redis.defineCommand("quoinRevokeAll", { numberOfKeys: 1, lua: revokeAllScript });
  redis.defineCommand("quoinList", { numberOfKeys: 1, lua: listScript });
}
