// What a site of several processes shares: each chosen by its URL.
export { openS3Blobs } from "./blobs/s3/s3-blobs.ts";
export { openPostgres } from "./database/postgres.ts";
export { discoverProvider } from "./identity/discover-provider.ts";
export { googleProvider } from "./identity/presets.ts";
export { openRedisLimiter } from "./limits/redis-limiter.ts";
export { openRedis } from "./redis.ts";
export { openRedisOneTime } from "./sessions/redis-one-time.ts";
export { openRedisSessions } from "./sessions/redis-sessions.ts";
