import type { Me } from "@quoin/model";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { Refused } from "../components/refused.tsx";
import { DeleteAccount } from "./delete-account.tsx";
import { saveMyData } from "./export-me.ts";

/** What is kept about me: taken along, or taken away. */
export function MyData({ me }: { me: Me }) {
  const [isAsking, setIsAsking] = useState(false);
  const save = useMutation({ mutationFn: () => saveMyData(me.handle) });
  const isOwner = me.role === "owner";
  return (
    <section className="my-data" aria-labelledby="my-data">
      <h2 id="my-data">Your data</h2>
      <p className="lede">
        Everything Quoin keeps about you in one file: who you are here, how and where you sign in,
        your posts and drafts as you typed them, a list of your files, and what the audit log holds
        of you.
      </p>
      {save.error !== null && <Refused error={save.error} />}
      <p className="field-actions">
        <button
          type="button"
          className="button"
          disabled={save.isPending}
          onClick={() => save.mutate()}
        >
          {save.isPending ? "Gathering…" : "Export my data"}
        </button>
        <output>{save.isSuccess ? "Saved as a file" : ""}</output>
      </p>
      <h2>Leave</h2>
      <p className="lede">
        {isOwner
          ? "The site needs its owner. Hand it to somebody else under People; then you can delete your account."
          : "Your account, its sign-ins and its sessions end for good. You say what becomes of your posts."}
      </p>
      {!isOwner && (
        <p className="field-actions">
          <button type="button" className="button danger" onClick={() => setIsAsking(true)}>
            Delete my account…
          </button>
        </p>
      )}
      {isAsking && <DeleteAccount me={me} onClose={() => setIsAsking(false)} />}
    </section>
  );
}
