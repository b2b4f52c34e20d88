// What runs inside this process: chosen wherever no URL names a service.
export { openDiskBlobs } from "./blobs/disk/disk-blobs.ts";
export { openPglite } from "./database/pglite.ts";
export { localProvider } from "./identity/presets.ts";
export { openMemoryLimiter } from "./limits/memory-limiter.ts";
export { dataFormat, FolderRefused, lockFolder, restoringName } from "./lock-folder.ts";
export { openSqliteOneTime } from "./sessions/sqlite-one-time.ts";
export { openSqliteSessions } from "./sessions/sqlite-sessions.ts";
export { openSqlite } from "./sqlite.ts";
