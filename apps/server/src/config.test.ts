import { readdir, readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { ConfigError, readConfig } from "./config.ts";

/** The problems an environment has. */
function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const google = { GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret" };
const services = {
  DATABASE_URL: "postgres://localhost/quoin",
  REDIS_URL: "redis://localhost",
  S3_BUCKET: "quoin",
};

test("an empty environment is a whole site on this machine", () => {
  const config = readConfig({});
  expect(config).toMatchObject({ host: "127.0.0.1", port: 3000, identity: { kind: "local" } });
  expect(config.url.origin).toBe("http://localhost:3000");
  expect(config.sessionLife).toEqual({ idleMs: 3_600_000, absoluteMs: 43_200_000 });
});

test("every mistake is named at once, by its variable", () => {
  const problems = problemsOf({
    PORT: "70000",
    LOG_LEVEL: "loud",
    QUOIN_URL: "http://example.org/a",
  });
  for (const name of ["PORT", "LOG_LEVEL", "QUOIN_URL"]) {
    expect(problems.some((problem) => problem.startsWith(name))).toBe(true);
  }
});

test("a forgotten URL in production stops the start", () => {
  const production = { NODE_ENV: "production", QUOIN_URL: "https://example.org", ...google };
  expect(problemsOf(production)).toHaveLength(3);
  expect(problemsOf({ ...production, ...services })).toEqual([]);
  expect(problemsOf({ ...production, QUOIN_EMBEDDED: "1" })).toEqual([]);
});

test.each<Record<string, string>>([
  { NODE_ENV: "production", QUOIN_EMBEDDED: "1" },
  { HOST: "0.0.0.0" },
  { QUOIN_URL: "https://example.org" },
])("the local provider never stands where others could reach it: %o", (env) => {
  expect(problemsOf(env).join()).toMatch(/GOOGLE_CLIENT_ID is not set, nor OIDC_ISSUER/);
  expect(problemsOf({ ...env, ...google })).toEqual([]);
});

test("a public site is served over https", () => {
  expect(problemsOf({ QUOIN_URL: "http://example.org", ...google }).join()).toMatch(/^QUOIN_URL/);
});

test("what goes together is asked for together", () => {
  expect(problemsOf({ GOOGLE_CLIENT_ID: "id" }).join()).toMatch(/GOOGLE_CLIENT_SECRET/);
  expect(problemsOf({ OIDC_ISSUER: "https://id.example.org" }).join()).toMatch(/OIDC_CLIENT_ID/);
  expect(problemsOf({ QUOIN_SIGN_UP: "domains" }).join()).toMatch(/QUOIN_SIGN_UP_DOMAINS/);
});

test("an issuer's silence about addresses is taken for a yes only when told to", () => {
  const oidc = {
    OIDC_ISSUER: "https://id.example.org",
    OIDC_CLIENT_ID: "id",
    OIDC_CLIENT_SECRET: "secret",
  };
  const trusts = (env: Record<string, string>) => readConfig({ ...oidc, ...env }).identity;
  expect(trusts({})).toMatchObject({ kind: "oidc", trustsEmail: false });
  expect(trusts({ OIDC_TRUST_EMAIL: "0" })).toMatchObject({ trustsEmail: false });
  expect(trusts({ OIDC_TRUST_EMAIL: "1" })).toMatchObject({ trustsEmail: true });
  expect(problemsOf({ ...oidc, OIDC_TRUST_EMAIL: "yes" }).join()).toMatch(/^OIDC_TRUST_EMAIL/);
  expect(problemsOf({ ...google, OIDC_TRUST_EMAIL: "1" }).join()).toMatch(/^OIDC_TRUST_EMAIL/);
});

test("an address that could never be anybody's stops the start", () => {
  for (const odd of ["mailto:me@example.org", "me", "me@example.org, you@example.org"]) {
    expect(problemsOf({ QUOIN_OWNER_EMAIL: odd }).join()).toMatch(/^QUOIN_OWNER_EMAIL/);
  }
  for (const odd of ["https://example.org", "@example.org", "*.example.org"]) {
    expect(problemsOf({ QUOIN_SIGN_UP_DOMAINS: odd }).join()).toMatch(/^QUOIN_SIGN_UP_DOMAINS/);
  }
  const fine = {
    QUOIN_OWNER_EMAIL: "Ünal@Example.org",
    QUOIN_SIGN_UP_DOMAINS: "a.org, münchen.de",
  };
  expect(problemsOf(fine)).toEqual([]);
});

test("a setup token that could be guessed is refused, and sign-up knows four ways", () => {
  expect(problemsOf({ QUOIN_SETUP_TOKEN: "letmein" }).join()).toMatch(/^QUOIN_SETUP_TOKEN/);
  const setupToken = "a long text of my own";
  expect(readConfig({ QUOIN_SETUP_TOKEN: setupToken }).signUp).toMatchObject({ setupToken });
  expect(readConfig({}).signUp).toMatchObject({ mode: "closed", setupToken: null });
  expect(readConfig({ QUOIN_SIGN_UP: "invite" }).signUp.mode).toBe("invite");
  expect(problemsOf({ QUOIN_SIGN_UP: "anyone" }).join()).toMatch(/closed, invite, domains, open/);
});

test("the bucket may have the name older systems gave it", () => {
  expect(readConfig({ AWS_S3_BUCKET: "old" }).s3?.bucket).toBe("old");
});

test("whatever Quoin advises to set, it takes", async () => {
  const root = new URL("../../../", import.meta.url);
  const example = await readFile(new URL(".env.example", root), "utf8");
  const names = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  const advice = new RegExp(String.raw`\b(${[...new Set(names)].join("|")})=([\w./:-]*\w)`, "g");
  let count = 0;
  for (const room of ["apps/server/src", "packages/drivers/src", "packages/model/src"]) {
    const files = await readdir(new URL(room, root), { recursive: true });
    for (const file of files.filter((one) => /(?<!test|contract)\.ts$/.test(one))) {
      const text = await readFile(new URL(`${room}/${file}`, root), "utf8");
      for (const [said, name = "", value = ""] of text.matchAll(advice)) {
        count += 1;
        expect(
          problemsOf({ ...services, [name]: value }).join("\n"),
          `${file}: ${said}`,
        ).not.toContain(name);
      }
    }
  }
  expect(count).toBeGreaterThan(1);
});
