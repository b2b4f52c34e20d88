import { canInvite, type InvitationItem, type Me } from "@quoin/model";

import { Loading } from "../components/loading.tsx";
import { Refused } from "../components/refused.tsx";
import { ShowMore } from "../components/show-more.tsx";
import { momentOf } from "../lib/moments.ts";
import { queries, trpc } from "../lib/trpc.ts";
import { asRole } from "./role-words.ts";

/** Invitations nobody has used yet. */
export function Invitations({ me }: { me: Me }) {
  const list = trpc.invitation.list.useInfiniteQuery(
    {},
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const areOn = list.data?.pages[0]?.areOn ?? true;
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">Invitations</h2>
      <Loading query={list} failed="The invitations could not be loaded." rows={2} />
      {!areOn && (
        <p className="lede">
          This site takes no invitations: sign-up is closed. Whoever runs it can set{" "}
          <code>QUOIN_SIGN_UP=invite</code> and restart.
        </p>
      )}
      {list.isSuccess && areOn && items.length === 0 && (
        <p className="lede">None is open. Whoever you invite shows here until they have come.</p>
      )}
      <ul className="rows">
        {items.map((item) => (
          <InvitationRow key={item.id} item={item} me={me} />
        ))}
      </ul>
      <ShowMore list={list} />
    </section>
  );
}

function InvitationRow({ item, me }: { item: InvitationItem; me: Me }) {
  const revoke = trpc.invitation.revoke.useMutation({
    onSuccess: () => queries.invitation.list.invalidate(),
  });
  return (
    <li className="row">
      <div className="row-words">
        <p className="row-name row-email">{item.email}</p>
        <p className="row-facts">
          <span>as {asRole[item.role]}</span>
          {item.invitedBy && <span>by {item.invitedBy.name}</span>}
          <span>
            {item.state === "expired" ? "too old since" : "until"} {momentOf(item.expiresAt)}
          </span>
        </p>
      </div>
      {canInvite(me, item.role) && (
        <div className="row-verb">
          <button
            type="button"
            className="button"
            aria-label={`Take back the invitation of ${item.email}`}
            disabled={revoke.isPending}
            onClick={() => revoke.mutate({ id: item.id })}
          >
            Take back
          </button>
          {revoke.isError && <Refused error={revoke.error} />}
        </div>
      )}
    </li>
  );
}
