import { openPglite } from "../database/pglite.ts";
import { openEmptyPostgres } from "../testing.ts";
import { describeJobs } from "./job-queue.contract.ts";

describeJobs("PGlite", () => openPglite());

const url = process.env.QUOIN_TEST_DATABASE_URL;
if (url) describeJobs("Postgres", () => openEmptyPostgres(url));
