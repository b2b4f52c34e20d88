import { canRule } from "@quoin/model";
import { createFileRoute } from "@tanstack/react-router";

import { Loading } from "../components/loading.tsx";
import { ShowMore } from "../components/show-more.tsx";
import { momentOf } from "../lib/moments.ts";
import { trpc } from "../lib/trpc.ts";
import { sentenceOf } from "../people/audit-words.ts";
import { useMe } from "../shell/shell.tsx";

export const Route = createFileRoute("/audit")({
  head: () => ({ meta: [{ title: "Audit log" }] }),
  component: AuditPage,
});

function AuditPage() {
  const me = useMe();
  return (
    <main className="page">
      <h1>Audit log</h1>
      {canRule(me) ? (
        <Events />
      ) : (
        <p className="lede">Only the site’s owner sees what happened to people and their rights.</p>
      )}
    </main>
  );
}

/** What happened to people and their rights, newest first. */
function Events() {
  const events = trpc.audit.list.useInfiniteQuery(
    { limit: 50 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className="lede">
        Sign-ins, invitations and rights. Kept for a year; addresses are shortened, and nobody’s
        words are in it.
      </p>
      <Loading query={events} failed="The audit log could not be loaded." />
      {events.isSuccess && items.length === 0 && <p className="empty">Nothing has happened yet.</p>}
      <ol className="rows">
        {items.map((event) => (
          <li key={event.id} className="row">
            <div className="row-words">
              <p className="row-event" dir="auto">
                {sentenceOf(event)}
              </p>
              <p className="row-facts">
                <time dateTime={event.at}>{momentOf(event.at)}</time>
                {event.details["browser"] !== undefined && (
                  <span>
                    {event.details["browser"]} on {event.details["system"]}
                  </span>
                )}
                <span>{event.address}</span>
                <span>
                  request <code>{event.requestId}</code>
                </span>
              </p>
            </div>
          </li>
        ))}
      </ol>
      <ShowMore list={events} />
    </>
  );
}
