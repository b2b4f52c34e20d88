// What the product sees of the outside world: interfaces, and the errors they speak in.
export * from "./aside/aside.ts";
export * from "./blobs/blob-store.ts";
export { attachment } from "./blobs/disposition.ts";
export * from "./database/database.ts";
export * from "./identity/identity-provider.ts";
export * from "./images/images.ts";
export * from "./jobs/job-queue.ts";
export * from "./limits/limiter.ts";
export * from "./sessions/one-time-store.ts";
export * from "./sessions/session-store.ts";
export { StoreUnavailable } from "./store-unavailable.ts";
