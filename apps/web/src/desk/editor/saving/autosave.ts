import { draftDiffering, type DraftText, isSameDraft, type SaveDraft } from "@quoin/model";

/** A save goes out this long after the last keystroke. */
const idleMs = 1000;
/** And at the latest this long after the first keystroke not sent, however busy the typing. */
const typingMs = 10_000;
/** "Saving…" appears when a save has taken this long, */
export const savingAfterMs = 300;
/** and then stays at least this long. */
export const savingForMs = 600;
const longestRetryMs = 30_000;

/** Why saving stopped, and what it waits for. */
export type Trouble =
  /** No answer, or one that a later try may better: tried again, ever less often. */
  | { kind: "unreachable" }
  /** Waits for `resumed`. */
  | { kind: "signed-out" }
  /** This text was refused, for a reason in words. Waits for another edit. */
  | { kind: "refused"; words: string }
  /** Somebody else saved first. Waits for `resolved`. */
  | { kind: "conflict"; version: number; theirs: DraftText };

/** One text on its way to the server. Moments are milliseconds of a clock that only goes on. */
export interface Autosave {
  /** When the last event was. */
  at: number;
  /** What is on screen. Only typing and resolving change it; no answer ever does. */
  text: DraftText;
  /** What the server last acknowledged. */
  stored: { version: number; text: DraftText; at: number };
  /** The text in flight: at most one. */
  sending: DraftText | null;
  /** Sent, and no answer yet or ever. Any of them may have arrived. */
  unanswered: readonly DraftText[];
  /** The first edit that has not been sent. */
  editedAt: number | null;
  dueAt: number | null;
  lastSend: { at: number; endedAt: number | null } | null;
  failures: number;
  trouble: Trouble | null;
}

export type AutosaveEvent = { at: number } & (
  | { type: "typed"; text: DraftText }
  /** The writer wants it saved now. */
  | { type: "asked" }
  | { type: "sent" }
  | { type: "saved"; version: number }
  | { type: "conflicted"; version: number; theirs: DraftText }
  | { type: "failed"; trouble: Exclude<Trouble, { kind: "conflict" }> }
  /** Signed in again, or back online. */
  | { type: "resumed" }
  /** The writer has decided what the text is, having seen both. */
  | { type: "resolved"; text: DraftText }
  /** Time has passed. */
  | { type: "looked" }
);

/** A text as it came from the server. */
export function beginAutosave(stored: Autosave["stored"]): Autosave {
  return {
    at: stored.at,
    text: stored.text,
    stored,
    sending: null,
    unanswered: [],
    editedAt: null,
    dueAt: null,
    lastSend: null,
    failures: 0,
    trouble: null,
  };
}

/** What happens next. The same state and event always give the same answer. */
export function advance(before: Autosave, event: AutosaveEvent): Autosave {
  const now = { ...before, at: event.at };
  switch (event.type) {
    case "looked":
      return now;
    case "typed":
      return typed({ ...now, text: event.text });
    case "asked":
    case "resumed":
      return hurry(now, event.type === "resumed");
    case "sent":
      return {
        ...now,
        sending: now.text,
        unanswered: [...now.unanswered, now.text],
        editedAt: null,
        dueAt: null,
        lastSend: { at: event.at, endedAt: null },
      };
    case "saved":
      return now.sending === null ? now : store(now, event.version, now.sending);
    case "conflicted":
      return conflicted(now, event);
    case "failed":
      return failed(now, event.trouble);
    case "resolved":
      if (now.trouble?.kind !== "conflict") return now;
      return typed({
        ...now,
        text: event.text,
        stored: { version: now.trouble.version, text: now.trouble.theirs, at: event.at },
        trouble: null,
        editedAt: event.at - typingMs,
      });
    default:
      return event satisfies never;
  }
}

function typed(now: Autosave): Autosave {
  if (now.trouble?.kind === "conflict" || now.trouble?.kind === "signed-out") {
    return { ...now, editedAt: now.editedAt ?? now.at };
  }
  if (!isUnsaved(now)) return { ...now, editedAt: null, dueAt: null, trouble: null, failures: 0 };
  const editedAt = now.editedAt ?? now.at;
  // A retry keeps its own pace: typing must not hammer a server that is down.
  if (now.trouble?.kind === "unreachable") return { ...now, editedAt };
  const dueAt = Math.min(now.at + idleMs, editedAt + typingMs);
  return { ...now, editedAt, dueAt, trouble: null };
}

function hurry(now: Autosave, afterSignIn: boolean): Autosave {
  if (now.trouble?.kind === "conflict") return now;
  if (now.trouble?.kind === "signed-out" && !afterSignIn) return now;
  const trouble = now.trouble?.kind === "unreachable" ? now.trouble : null;
  return { ...now, trouble, dueAt: isUnsaved(now) ? now.at : null };
}

function store(now: Autosave, version: number, text: DraftText): Autosave {
  const stored = { version, text, at: now.at };
  const saved = { ...end(now), stored, unanswered: [], failures: 0, trouble: null };
  if (!isUnsaved(saved)) return { ...saved, editedAt: null, dueAt: null };
  return { ...saved, dueAt: now.dueAt ?? now.at + idleMs };
}

function conflicted(now: Autosave, { version, theirs }: { version: number; theirs: DraftText }) {
  // An earlier save of ours arrived though its answer did not: theirs is us.
  if (now.unanswered.some((text) => isSameDraft(text, theirs))) return store(now, version, theirs);
  const answered = { ...end(now), unanswered: [], failures: 0 };
  // Somebody saved what was there already. Nothing to decide; only the number moved.
  if (isSameDraft(theirs, now.stored.text)) {
    return { ...answered, stored: { ...now.stored, version }, dueAt: now.at };
  }
  const trouble: Trouble = { kind: "conflict", version, theirs };
  return { ...answered, trouble, dueAt: null };
}

function failed(now: Autosave, trouble: Trouble): Autosave {
  if (trouble.kind !== "unreachable") {
    // The server has answered no: what was sent last is certainly not stored.
    const unanswered = now.unanswered.slice(0, -1);
    return { ...end(now), trouble, unanswered, dueAt: null, failures: 0 };
  }
  const wait = Math.min(1000 * 2 ** now.failures, longestRetryMs);
  return { ...end(now), trouble, failures: now.failures + 1, dueAt: now.at + wait };
}

const end = (now: Autosave): Autosave => ({
  ...now,
  sending: null,
  lastSend: now.lastSend && { ...now.lastSend, endedAt: now.at },
});

/** True while the server is not known to hold what is on screen. */
export const isUnsaved = (now: Autosave): boolean =>
  now.unanswered.length > 0 ||
  now.trouble?.kind === "conflict" ||
  !isSameDraft(now.text, now.stored.text);

/** True when a save should go out now. Never while another is in flight. */
export const isDue = (now: Autosave): boolean =>
  now.sending === null && now.dueAt !== null && now.dueAt <= now.at;

/** What the next save says: the version on screen and the fields that changed since. */
export function changesOf({ text, stored }: Autosave): Omit<SaveDraft, "id"> {
  const changed = draftDiffering(text, stored.text).map((field) => [field, text[field]]);
  return { version: stored.version, ...Object.fromEntries(changed) };
}

/** The next moment at which anything changes by itself; null for never. */
export function nextMoment(now: Autosave): number | null {
  const moments = [now.sending === null ? now.dueAt : null];
  if (now.lastSend !== null) {
    const shown = now.lastSend.at + savingAfterMs;
    moments.push(shown, shown + savingForMs);
  }
  const ahead = moments.filter((moment) => moment !== null && moment > now.at);
  return ahead.length === 0 ? null : Math.min(...ahead.map(Number));
}
