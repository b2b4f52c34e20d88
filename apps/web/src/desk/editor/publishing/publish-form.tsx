import { refusalOf } from "@quoin/client";
import type { DraftView } from "@quoin/model";
import { keepPreviousData, useMutation } from "@tanstack/react-query";
import { useMemo, useState, useSyncExternalStore } from "react";

import { DialogFoot } from "../../components/dialog-foot.tsx";
import { Refused } from "../../components/refused.tsx";
import { whenOf } from "../../lib/moments.ts";
import { messageOf } from "../../lib/refusals.ts";
import { queries, quoin, trpc } from "../../lib/trpc.ts";
import { useSettled } from "../../lib/use-settled.ts";
import type { PictureUploads } from "../../pictures/picture-uploads.ts";
import { useUnschedule } from "../../posts/post-verbs.ts";
import type { Autosaver } from "../saving/autosaver.ts";
import { AddressField } from "../settings/address-field.tsx";
import { nextSlug, slugAhead, slugProblem } from "../settings/address.ts";
import { ChangesSinceLive } from "./changes-since-live.tsx";
import { FindingsList, type ToMend } from "./findings-list.tsx";
import { findingsIn } from "./findings.ts";
import type { PostPlace, Success } from "./publish-dialog.tsx";
import { firstWhen, momentMeant, type When, WhenField } from "./when-field.tsx";

interface PublishFormProps {
  post: DraftView;
  saver: Autosaver;
  uploads: PictureUploads;
  /** Readers have nothing of it yet. */
  isFirst: boolean;
  onShow: (what: PostPlace) => void;
  onClose: () => void;
  onDone: (success: Success) => void;
}

const notSaved =
  "Your last words are not saved yet, so they cannot be published. Quoin keeps trying; so can you.";
const taken = "Another post already has that address.";

/** Where, when, what has changed, what is to be mended; and the button that does what it says. */
export function PublishForm({ post, saver, uploads, isFirst, ...on }: PublishFormProps) {
  const { text } = useSyncExternalStore(saver.subscribe, saver.snapshot);
  const waiting = useSyncExternalStore(uploads.subscribe, uploads.snapshot).size;
  const [when, setWhen] = useState<When>(() => firstWhen(post));
  const publish = usePublish({ post, saver, onDone: on.onDone });

  const address = useAddress(post, text);
  const code = refusalOf(publish.error)?.code;
  const isRefused = code === "slug_taken" || code === "slug_reserved";
  const problem = isRefused ? messageOf(publish.error) : address.problem;
  const isAboutMoment = code === "moment_past" || code === "moment_too_far";

  const show = (what: PostPlace) => {
    on.onClose();
    on.onShow(what);
  };
  const must = blockersOf({ isTitleMissing: text.title.trim() === "", waiting, show });
  const findings = useMemo(() => findingsIn(text.body), [text.body]);
  const should = findings.map(({ words, at }) => ({
    words,
    verb: "Show me",
    onShow: () => show({ at }),
  }));

  const at = momentMeant(when);
  const isNothingNew = post.state === "live";
  const canPublish =
    must.length === 0 &&
    problem === null &&
    !isNothingNew &&
    !publish.isPending &&
    when.isLater === (at !== null);
  const change = (next: When) => {
    publish.reset();
    setWhen(next);
  };
  return (
    <>
      <AddressField
        text={text}
        live={post.slug}
        ahead={address.ahead}
        refusal={problem === null ? null : { words: problem, instead: nextSlug(address.ahead) }}
        onSlug={(wanted) => {
          publish.reset();
          saver.type({ slug: wanted });
        }}
      />
      <WhenField
        when={when}
        onWhen={change}
        problem={isAboutMoment ? messageOf(publish.error) : null}
      />
      {post.schedule !== null && <ScheduledNote post={post} />}
      {!isFirst && <ChangesSinceLive id={post.id} text={text} />}
      <FindingsList title="Must fix" items={must} />
      <FindingsList title="Should fix" items={should} />
      {publish.error !== null && !isRefused && !isAboutMoment && <Refused error={publish.error} />}
      {publish.data?.outcome === "unsaved" && (
        <p className="note problem" role="alert">
          {notSaved}
        </p>
      )}
      {(publish.data?.outcome === "met" || publish.data?.outcome === "conflict") && (
        <p className="note problem" role="alert">
          Someone changed this post while you wrote. Make one text of both first.{" "}
          <button type="button" className="link-button" onClick={() => show("conflict")}>
            Compare
          </button>
        </p>
      )}
      <DialogFoot
        no="Not yet"
        onNo={on.onClose}
        yes={publish.isPending ? busyWords(at) : whatHappens({ when, at, isFirst })}
        onYes={() => publish.mutate(at)}
        isDisabled={!canPublish}
      />
    </>
  );
}

function ScheduledNote({ post: { id, schedule } }: { post: DraftView }) {
  const unschedule = useUnschedule();
  if (schedule === null) return null;
  return (
    <p className="note">
      It goes live on {whenOf(schedule.at)}.{" "}
      {!schedule.isCurrent && "What you have changed since is not part of it. "}
      <button
        type="button"
        className="link-button"
        disabled={unschedule.isPending}
        onClick={() => unschedule.mutate({ id })}
      >
        Unschedule
      </button>
      {unschedule.isError && (
        <span className="field-problem" role="alert">
          {messageOf(unschedule.error)}
        </span>
      )}
    </p>
  );
}

interface Publishing {
  post: DraftView;
  saver: Autosaver;
  onDone: (success: Success) => void;
}

function usePublish({ post: { id }, saver, onDone }: Publishing) {
  return useMutation({
    async mutationFn(at: string | null) {
      // Readers must never get less than what is on screen.
      if (!(await saver.settle())) {
        const isConflict = saver.snapshot().trouble?.kind === "conflict";
        return isConflict ? ({ outcome: "met" } as const) : ({ outcome: "unsaved" } as const);
      }
      const { version } = saver.snapshot().stored;
      return quoin.post.publish.mutate({ id, version, ...(at === null ? {} : { at }) });
    },
    onSuccess(answer) {
      if (answer.outcome === "unsaved" || answer.outcome === "met") return;
      if (answer.outcome === "conflict") {
        saver.happen({ type: "conflicted", version: answer.version, theirs: answer.theirs });
        return;
      }
      queries.draft.read.setData({ id }, (before) => before && { ...before, ...after(answer) });
      void queries.draft.read.invalidate({ id });
      void queries.draft.list.invalidate();
      void queries.post.invalidate();
      onDone(answer);
    },
  });
}

/** Where a post stands after it was published or scheduled. */
function after(success: Success): Partial<DraftView> {
  if (success.outcome === "published") {
    return { state: "live", slug: success.slug, schedule: null, missedAt: null };
  }
  const { at, slug } = success;
  return { schedule: { at, slug, isCurrent: true }, missedAt: null };
}

/** The address the post will have, as the site knows it once the writer pauses. */
function useAddress({ id, slug: live }: DraftView, text: { slug: string | null; title: string }) {
  const wish = useSettled(JSON.stringify({ id, slug: text.slug, title: text.title }));
  // The cast: it is the text of what is typed above.
  const asked = JSON.parse(wish) as { id: DraftView["id"]; slug: string | null; title: string };
  const { data } = trpc.draft.address.useQuery(asked, {
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  const typed = slugAhead(text, live);
  const isOfTitle = text.slug === null && live === null && text.title.trim() !== "";
  const ahead = isOfTitle && data?.isFree ? data.slug : typed;
  const isTaken = data?.isFree === false && data.slug === typed;
  return { ahead, problem: slugProblem(typed) ?? (isTaken ? taken : null) };
}

interface Blockers {
  isTitleMissing: boolean;
  waiting: number;
  show: (what: PostPlace) => void;
}

function blockersOf({ isTitleMissing, waiting, show }: Blockers): ToMend[] {
  const title = { words: "It has no title yet.", verb: "Write one" };
  const words = `${waiting === 1 ? "A picture is" : `${waiting} pictures are`} not in the text yet.`;
  return [
    ...(isTitleMissing ? [{ ...title, onShow: () => show("title") }] : []),
    ...(waiting > 0 ? [{ words, verb: "Show me", onShow: () => show("uploads") }] : []),
  ];
}

const busyWords = (at: string | null): string => (at === null ? "Publishing…" : "Scheduling…");

/** Exactly what the button does. */
function whatHappens({
  when,
  at,
  isFirst,
}: {
  when: When;
  at: string | null;
  isFirst: boolean;
}): string {
  if (when.isLater) return at === null ? "Schedule" : `Schedule for ${whenOf(at)}`;
  return isFirst ? "Publish" : "Publish changes";
}
