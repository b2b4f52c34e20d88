import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";

import { Refused } from "../components/refused.tsx";
import { queries, trpc } from "../lib/trpc.ts";

/** Begins a post and opens it. */
export function NewPost({ label = "New post" }: { label?: string }) {
  const navigate = useNavigate();
  const create = trpc.draft.create.useMutation({
    async onSuccess({ id }) {
      void queries.draft.list.invalidate();
      await navigate({ to: "/posts/$id", params: { id } });
    },
  });
  return (
    <div className="new-post">
      <button
        type="button"
        className="button primary"
        disabled={create.isPending}
        onClick={() => create.mutate({})}
      >
        <Plus aria-hidden /> {label}
      </button>
      {create.isError && <Refused error={create.error} />}
    </div>
  );
}
