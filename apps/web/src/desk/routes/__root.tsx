import { createRootRouteWithContext, Link, Outlet } from "@tanstack/react-router";
import { useEffect } from "react";

import { SkeletonRows } from "../components/skeleton.tsx";
import { Trouble } from "../components/trouble.tsx";
import { Titled, useTitle } from "../lib/title.tsx";
import { type queries, trpc } from "../lib/trpc.ts";
import { markSignedIn, signInUrl } from "../session/signed-in.ts";
import { belongTo } from "../session/whose-page.ts";
import { Shell } from "../shell/shell.tsx";

interface RouterContext {
  quoin: typeof queries;
}

export const Route = createRootRouteWithContext<RouterContext>()({
  loader: ({ context }) => {
    void context.quoin.session.mine.prefetch();
    void context.quoin.site.read.prefetch();
  },
  component: Desk,
  notFoundComponent: NothingHere,
});

/** Asks once who is here. A session that ends later never takes an open page away. */
function Desk() {
  const session = trpc.session.mine.useQuery(undefined, {
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
  useEffect(() => {
    if (session.data !== undefined) markSignedIn(session.data !== null);
    if (session.data) belongTo(session.data.person.id);
  }, [session.data]);

  return (
    <Titled>
      {session.isPending && <SkeletonRows />}
      {session.isError && (
        <main className="page">
          <Trouble
            what="Your desk could not be opened."
            error={session.error}
            onRetry={() => void session.refetch()}
          />
        </main>
      )}
      {session.data === null && <SignedOut />}
      {session.data && (
        <Shell me={session.data.person}>
          <Outlet />
        </Shell>
      )}
    </Titled>
  );
}

function SignedOut() {
  return (
    <main className="page gate">
      <h1>Your desk</h1>
      <p>Sign in to write, or to see who you are here.</p>
      <p className="field-actions">
        <a className="button primary" href={signInUrl()}>
          Sign in
        </a>
        <a className="button" href="/">
          Back to the site
        </a>
      </p>
    </main>
  );
}

function NothingHere() {
  useTitle("There is nothing here");
  return (
    <main className="page gate">
      <h1>There is nothing here</h1>
      <p>The desk has no page at this address.</p>
      <p className="field-actions">
        <Link className="button primary" to="/posts" search={{}}>
          To the posts
        </Link>
      </p>
    </main>
  );
}
