export { openJobs } from "./pg-boss-jobs.ts";
