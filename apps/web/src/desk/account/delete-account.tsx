import { canWrite, type Me, type PersonId } from "@quoin/model";
import { useId, useState } from "react";

import { DialogFoot } from "../components/dialog-foot.tsx";
import { Dialog } from "../components/dialog.tsx";
import { Refused } from "../components/refused.tsx";
import { TypedConfirmation } from "../components/typed-confirmation.tsx";
import { trpc } from "../lib/trpc.ts";
import { signOut } from "../session/sign-out.ts";

/** The last question: what becomes of my posts, and am I sure. */
export function DeleteAccount({ me, onClose }: { me: Me; onClose: () => void }) {
  const [wish, setWish] = useState<"trash" | "give">("give");
  const [heir, setHeir] = useState<PersonId | null>(null);
  const [typed, setTyped] = useState("");
  const remove = trpc.person.deleteMe.useMutation({
    // The account is gone; signing out only takes the cookie away, and leads to the front page.
    onSuccess: () => signOut(),
  });
  const isChosen = wish === "trash" || heir !== null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Delete your account?"
      description="This cannot be taken back. You are signed out everywhere, and nothing here carries your name afterwards."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wish === "trash") remove.mutate({ posts: "trash" });
          else if (heir !== null) remove.mutate({ posts: "give", to: heir });
        }}
      >
        <fieldset className="choice plain">
          <legend>Your posts and files</legend>
          <label>
            <input type="radio" checked={wish === "give"} onChange={() => setWish("give")} />
            <span>
              go to somebody else, who becomes their author; they stay where readers find them
            </span>
          </label>
          {wish === "give" && <Heirs me={me} heir={heir} onChoose={setHeir} />}
          <label>
            <input type="radio" checked={wish === "trash"} onChange={() => setWish("trash")} />
            <span>
              go to the trash: readers no longer find them, and after 30 days they are deleted.
              Until then the owner can take them out
            </span>
          </label>
        </fieldset>
        <TypedConfirmation expected={me.handle} value={typed} onChange={setTyped} />
        {remove.error !== null && <Refused error={remove.error} />}
        <DialogFoot
          no="Stay"
          onNo={onClose}
          yes="Delete my account"
          isDanger
          isDisabled={!isChosen || typed !== me.handle || remove.isPending || remove.isSuccess}
        />
      </form>
    </Dialog>
  );
}

interface HeirsProps {
  me: Me;
  heir: PersonId | null;
  onChoose: (id: PersonId | null) => void;
}

/** Everybody who could go on with the posts. */
function Heirs({ me, heir, onChoose }: HeirsProps) {
  const id = useId();
  const people = trpc.person.list.useInfiniteQuery(
    { limit: 100 },
    { getNextPageParam: ({ nextCursor }) => nextCursor },
  );
  const all = people.data?.pages.flatMap((page) => page.items) ?? [];
  const fit = all.filter((person) => person.id !== me.id && canWrite(person));
  return (
    <div className="field">
      <label htmlFor={id}>To whom</label>
      <select
        id={id}
        value={heir ?? ""}
        onChange={(event) => {
          onChoose(fit.find((person) => person.id === event.target.value)?.id ?? null);
        }}
      >
        <option value="">Choose somebody</option>
        {fit.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name} (@{person.handle}, {person.role})
          </option>
        ))}
      </select>
      {people.isError && <Refused error={people.error} />}
      {people.hasNextPage && (
        <button
          type="button"
          className="link-button"
          disabled={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          Show more people
        </button>
      )}
    </div>
  );
}
