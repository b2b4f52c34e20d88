import { randomBytes } from "node:crypto";

import { isSetupOpen, readInvitation, readSite } from "@quoin/api";
import type { QuoinError } from "@quoin/model";
import { type Page, renderDocument, setupPage, signInPage, troublePage } from "@quoin/web/reading";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import { contentSecurityPolicy, noncedScripts } from "../../content-security-policy.ts";
import type { Door, Env } from "../request/door.ts";

/** The pages of sign-in: never kept, so they carry a nonce of their own. */
export function signInPages({ services, url, identity, readingAssets }: Door) {
  async function show<Data>(
    c: Context<Env>,
    page: Page<Data>,
    data: Data,
    status: ContentfulStatusCode,
  ): Promise<Response> {
    const nonce = randomBytes(16).toString("base64");
    const setting = { site: await readSite(services), origin: url.origin };
    const frame = { setting, assets: readingAssets, path: c.req.path, nonce };
    c.header("Content-Security-Policy", policy(nonce));
    c.header("Cache-Control", "private, no-store");
    return c.html(renderDocument(page, data, frame), status);
  }

  const start = (returnTo: string, how: { intent?: "signup"; invite?: string; again?: "1" }) => {
    const to = new URL(`/auth/${identity.id}`, url);
    for (const [name, value] of Object.entries(how)) to.searchParams.set(name, value);
    to.searchParams.set("return_to", returnTo.slice(url.origin.length));
    return to.pathname + to.search;
  };

  return {
    /** Where to sign in, and to make an account where this site lets people. */
    async choice(
      c: Context<Env>,
      { returnTo, invite, isAgain }: { returnTo: string; invite: string | null; isAgain: boolean },
    ): Promise<Response> {
      const promised = invite === null ? null : await readInvitation(services, invite);
      const { mode } = services.site.signUp;
      const choice = {
        label: identity.label,
        href: start(returnTo, {
          ...(invite !== null && promised ? { invite } : {}),
          ...(isAgain ? { again: "1" } : {}),
        }),
        isAgain,
        signUpHref:
          mode === "closed" || mode === "invite" ? null : start(returnTo, { intent: "signup" }),
        setupHref: (await isSetupOpen(services)) ? "/setup" : null,
        invitation: invite === null ? null : (promised ?? ("invalid" as const)),
        isLocal: identity.id === "local",
      };
      return show(c, signInPage, choice, 200);
    },

    /** A new site's first page: its token, then who gave it. */
    setup: (
      c: Context<Env>,
      step: { problem: QuoinError | null } | { goOn: { label: string; href: string } },
    ) =>
      "goOn" in step
        ? show(c, setupPage, step, 200)
        : show(c, setupPage, { problem: step.problem?.message ?? null }, step.problem ? 403 : 200),

    /** Why it did not work, and what to do. */
    refusal(c: Context<Env>, refusal: QuoinError): Promise<Response> {
      const wait = refusal.details["retryAfterSeconds"];
      if (wait !== undefined) c.header("Retry-After", String(wait));
      // Whoever is signed in is sent on by the plain page.
      const href = refusal.code === "sign_in_other" ? "/sign-in?again=1" : "/sign-in";
      const trouble = {
        status: refusal.status,
        message: refusal.message,
        requestId: c.get("requestId"),
        next: { label: "Back to signing in", href },
      };
      const status = refusal.status as ContentfulStatusCode; // every refusal has a body
      return show(c, troublePage, trouble, status);
    },
  };
}

const policy = (nonce: string) =>
  contentSecurityPolicy({ "script-src": noncedScripts(nonce), "img-src": "'self' data:" });
