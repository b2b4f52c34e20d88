import {
  draftDiffering,
  type DraftField,
  type DraftText,
  isSameDraft,
  type SaveDraft,
} from "@quoin/model";

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
  /**
   * Refused, for a reason in words. Waits for another edit: of the field that was refused, where
   * the server named one. The others are saved meanwhile.
   */
  | { kind: "refused"; words: string; field: DraftField | null }
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
  /** Fields that were refused, and the text they stood in. */
  refused: readonly Refused[];
}

interface Refused {
  field: DraftField;
  text: DraftText;
  words: string;
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
    refused: [],
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
        sending: sendable(now),
        unanswered: [...now.unanswered, sendable(now)],
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
        refused: [],
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
  if (!isUnsaved(now)) {
    return { ...now, editedAt: null, dueAt: null, trouble: null, refused: [], failures: 0 };
  }
  const editedAt = now.editedAt ?? now.at;
  // A retry keeps its own pace: typing must not hammer a server that is down.
  if (now.trouble?.kind === "unreachable") return { ...now, editedAt };
  const trouble = refusalIn(now);
  if (!isAnySendable(now)) return { ...now, editedAt: null, dueAt: null, trouble };
  const dueAt = Math.min(now.at + idleMs, editedAt + typingMs);
  return { ...now, editedAt, dueAt, trouble };
}

function hurry(now: Autosave, afterSignIn: boolean): Autosave {
  if (now.trouble?.kind === "conflict") return now;
  if (now.trouble?.kind === "signed-out" && !afterSignIn) return now;
  const trouble = now.trouble?.kind === "unreachable" ? now.trouble : null;
  return { ...now, trouble, refused: [], dueAt: isUnsaved(now) ? now.at : null };
}

function store(now: Autosave, version: number, text: DraftText): Autosave {
  const stored = { version, text, at: now.at };
  const saved = { ...end(now), stored, unanswered: [], failures: 0, trouble: null };
  if (!isUnsaved(saved)) return { ...saved, editedAt: null, dueAt: null, refused: [] };
  const left = { ...saved, trouble: refusalIn(saved) };
  if (!isAnySendable(left)) return { ...left, editedAt: null, dueAt: null };
  return { ...left, dueAt: now.dueAt ?? now.at + idleMs };
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
    const answered = { ...end(now), trouble, unanswered, dueAt: null, failures: 0 };
    const { sending: text } = now;
    if (trouble.kind !== "refused" || trouble.field === null || text === null) return answered;
    const { field, words } = trouble;
    // A field that was not sent is no reason to send the others again.
    if (!draftDiffering(text, now.stored.text).includes(field)) return answered;
    const next = { ...answered, refused: [...now.refused, { field, text, words }] };
    return { ...next, trouble: refusalIn(next), dueAt: isAnySendable(next) ? now.at : null };
  }
  const wait = Math.min(1000 * 2 ** now.failures, longestRetryMs);
  return { ...end(now), trouble, failures: now.failures + 1, dueAt: now.at + wait };
}

const end = (now: Autosave): Autosave => ({
  ...now,
  sending: null,
  lastSend: now.lastSend && { ...now.lastSend, endedAt: now.at },
});

const isAsRefused = (now: Autosave, { field, text }: Refused): boolean =>
  !draftDiffering(now.text, text).includes(field);

/** What is refused as it stands, field by field. */
export const refusedIn = (now: Autosave): Partial<Record<DraftField, string>> =>
  Object.fromEntries(
    now.refused.filter((one) => isAsRefused(now, one)).map(({ field, words }) => [field, words]),
  );

function refusalIn(now: Autosave): Trouble | null {
  const one = now.refused.find((other) => isAsRefused(now, other));
  return one ? { kind: "refused", words: one.words, field: one.field } : null;
}

/** What is on screen, but for fields that were refused as they are: those stay as they were. */
function sendable(now: Autosave): DraftText {
  const refused = Object.keys(refusedIn(now));
  if (refused.length === 0) return now.text;
  const kept = Object.entries(now.stored.text).filter(([field]) => refused.includes(field));
  return { ...now.text, ...Object.fromEntries(kept) };
}

const isAnySendable = (now: Autosave): boolean =>
  now.unanswered.length > 0 || !isSameDraft(sendable(now), now.stored.text);

/** True while the server is not known to hold what is on screen. */
export const isUnsaved = (now: Autosave): boolean =>
  now.unanswered.length > 0 ||
  now.trouble?.kind === "conflict" ||
  !isSameDraft(now.text, now.stored.text);

/** True when a save should go out now. Never while another is in flight. */
export const isDue = (now: Autosave): boolean =>
  now.sending === null && now.dueAt !== null && now.dueAt <= now.at;

/** What the next save says: the version on screen and the fields that changed since. */
export function changesOf(now: Autosave): Omit<SaveDraft, "id"> {
  const { stored } = now;
  const text = sendable(now);
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
