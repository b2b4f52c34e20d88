import { defineConfig } from "vitest/config";

/** The tests that `pnpm mutate` asks: those nearest to what `stryker.config.json` changes. */
export default defineConfig({
  test: {
    include: [
      "packages/model/src/can.test.ts",
      "packages/drivers/src/sessions/*.test.ts",
      "packages/api/src/people/{email-norm,standing}.test.ts",
      "packages/api/src/sessions/{account,setup}.test.ts",
      "packages/api/src/invitations/invitation.test.ts",
      "apps/server/src/http/request/gate.test.ts",
    ],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
