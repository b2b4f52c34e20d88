import type { PostId } from "@quoin/model";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { NameDialog } from "../../history/name-dialog.tsx";
import { queries, quoin } from "../../lib/trpc.ts";
import type { Autosaver } from "../saving/autosaver.ts";

interface NameVersionProps {
  id: PostId;
  saver: Autosaver;
  isOpen: boolean;
  onClose: () => void;
}

const notSaved =
  "Your last words are not saved yet, so no version can be kept of them. Quoin keeps trying; so can you.";
const notOne =
  "Someone changed this post while you wrote. Close this and compare both texts; name what you make of them.";

/** Keeps what is on screen as a version with a name, once it is saved. */
export function NameVersion({ id, saver, isOpen, onClose }: NameVersionProps) {
  const [news, setNews] = useState("");
  const newest = useQuery({
    queryKey: ["newest version", id],
    queryFn: async () => {
      await saver.settle(); // "the same words" is about what is on screen
      return (await quoin.revision.list.query({ id, limit: 1 })).items[0] ?? null;
    },
    enabled: isOpen,
    gcTime: 0,
  });
  const keep = async (name: string) => {
    if (!(await saver.settle())) {
      return saver.snapshot().trouble?.kind === "conflict" ? notOne : notSaved;
    }
    const { version } = saver.snapshot().stored;
    const answer = await quoin.revision.name.mutate({ id, version, name });
    if (answer.outcome === "conflict") {
      saver.happen({ type: "conflicted", version: answer.version, theirs: answer.theirs });
      return notOne;
    }
    setNews(`Kept as version ${answer.revision}, ${name}`);
    void queries.revision.invalidate();
    return null;
  };
  const known = newest.data?.isDraft === true ? newest.data : null;
  return (
    <>
      <NameDialog
        isOpen={isOpen}
        onClose={onClose}
        title="Name this version"
        description={
          known === null
            ? "What you have written so far is kept in the history under this name. You go on writing as before."
            : `Version ${known.number}${known.name === null ? "" : `, “${known.name}”,`} has these very words. It gets the name you give now.`
        }
        first={null}
        onName={keep}
      />
      <output className="for-ears">{news}</output>
    </>
  );
}
