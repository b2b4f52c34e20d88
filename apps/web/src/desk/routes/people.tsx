import { canEditAll } from "@quoin/model";
import { createFileRoute } from "@tanstack/react-router";

import { Loading } from "../components/loading.tsx";
import { ShowMore } from "../components/show-more.tsx";
import { trpc } from "../lib/trpc.ts";
import { Invitations } from "../people/invitations.tsx";
import { Invite } from "../people/invite-dialog.tsx";
import { PersonRow } from "../people/person-row.tsx";
import { useMe } from "../shell/shell.tsx";

export const Route = createFileRoute("/people")({
  head: () => ({ meta: [{ title: "People" }] }),
  component: PeoplePage,
});

/** Who is here, who came last first; whoever may, invites. */
function PeoplePage() {
  const me = useMe();
  const mayInvite = canEditAll(me);
  const people = trpc.person.list.useInfiniteQuery(
    {},
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const invitations = trpc.invitation.list.useInfiniteQuery(
    {},
    { enabled: mayInvite, getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <main className="page">
      <header className="page-head">
        <h1>People</h1>
        {mayInvite && invitations.data?.pages[0]?.areOn === true && <Invite me={me} />}
      </header>
      <Loading query={people} failed="The list of people could not be loaded." />
      <ul className="rows">
        {items.map((person) => (
          <PersonRow key={person.id} person={person} me={me} />
        ))}
      </ul>
      <ShowMore list={people} />
      {mayInvite && <Invitations me={me} />}
    </main>
  );
}
