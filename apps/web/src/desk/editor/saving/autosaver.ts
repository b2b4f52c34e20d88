import { refusalOf } from "@quoin/client";
import {
  type DraftField,
  draftFields,
  type DraftText,
  type SaveDraft,
  type SaveOutcome,
} from "@quoin/model";

import { isPassing, isSignedOut, messageOf } from "../../lib/refusals.ts";
import {
  advance,
  type Autosave,
  type AutosaveEvent,
  beginAutosave,
  changesOf,
  isDue,
  isUnsaved,
  nextMoment,
  type Trouble,
} from "./autosave.ts";

// What the writer changed is asked for this long after the last keystroke,
const lateMs = 250;
/** and at the latest this long after the first one. */
const latestMs = 1000;

type Happening<Event> = Event extends unknown ? Omit<Event, "at"> : never;

interface AutosaverOptions {
  stored: Pick<Autosave["stored"], "version" | "text">;
  /** When that was saved, in milliseconds since the epoch. */
  savedAt: number;
  /** Sends one save. Rejects with the tRPC error when it fails. */
  send: (changes: Omit<SaveDraft, "id">) => Promise<SaveOutcome>;
}

/**
 * What the saver goes by. It only ever goes on: the clock of a machine is put forward and back, and
 * words must neither wait for it nor be taken for saved.
 */
const now = (): number => performance.now();

/** A change whose words have not been asked for. */
interface Late {
  read: () => Partial<DraftText>;
  /** The first keystroke of it, by the saver's clock. */
  since: number;
  timer: ReturnType<typeof setTimeout>;
}

/** Runs the autosave machine: keeps its time and sends its saves, one after the other. */
export class Autosaver {
  #state: Autosave;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #late: Late | null = null;
  #savedAt: number;
  readonly #send: AutosaverOptions["send"];
  readonly #listeners = new Set<() => void>();

  constructor({ stored, savedAt, send }: AutosaverOptions) {
    this.#state = beginAutosave({ ...stored, at: now() });
    this.#savedAt = savedAt;
    this.#send = send;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Autosave => this.#state;

  /** When the last save was acknowledged, in milliseconds since the epoch: to be shown, no more. */
  readonly savedAt = (): number => this.#savedAt;

  /** How things stand, with the very last word. `snapshot` may be a moment behind. */
  readonly latest = (): Autosave => {
    this.#catchUp();
    return this.#state;
  };

  /** Notes what the writer changed. Absent fields stay as they are. */
  type(fields: Partial<DraftText>): void {
    this.#catchUp();
    this.happen({ type: "typed", text: { ...this.#state.text, ...fields } });
  }

  /**
   * Notes that the writer is changing something, and asks what only when there is a pause: making
   * the whole of a long text takes longer than a keystroke may. Whatever else happens asks first.
   */
  typing(read: Late["read"]): void {
    // Both texts are about to be laid side by side, and only what was asked for is among them.
    if (this.#state.trouble?.kind === "conflict") return this.type(read());
    const at = now();
    const since = this.#late?.since ?? at;
    clearTimeout(this.#late?.timer);
    const waitMs = Math.min(lateMs, Math.max(0, since + latestMs - at));
    this.#late = { read, since, timer: setTimeout(() => this.#catchUp(), waitMs) };
  }

  happen(event: Happening<AutosaveEvent>): void {
    this.#catchUp();
    const { stored } = this.#state;
    this.#state = advance(this.#state, { ...event, at: now() });
    if (this.#state.stored !== stored) this.#savedAt = Date.now();
    if (this.#isClosed) return;
    if (isDue(this.#state)) void this.#save();
    clearTimeout(this.#timer);
    const moment = nextMoment(this.#state);
    if (moment !== null) {
      this.#timer = setTimeout(() => this.happen({ type: "looked" }), moment - this.#state.at);
    }
    for (const listener of this.#listeners) listener();
  }

  /** Saves at once. True when everything on screen is acknowledged, false when something is in the way. */
  async settle(): Promise<boolean> {
    this.happen({ type: "asked" });
    while (isUnsaved(this.latest())) {
      if (this.#state.sending === null && !isDue(this.#state)) {
        if (this.#state.trouble !== null) return false;
        this.happen({ type: "asked" }); // typed while the last save was under way
      }
      // oxlint-disable-next-line no-await-in-loop -- saves go one after the other
      await this.#change();
    }
    return true;
  }

  /** Gives up on what is unsaved: nothing more is sent. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#late?.timer);
  }

  #catchUp(): void {
    const late = this.#late;
    if (late === null) return;
    this.#late = null;
    clearTimeout(late.timer);
    this.type(late.read());
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.subscribe(() => {
        stop();
        resolve();
      });
    });
  }

  async #save(): Promise<void> {
    const changes = changesOf(this.#state);
    this.#state = advance(this.#state, { type: "sent", at: now() });
    try {
      const answer = await this.#send(changes);
      this.happen(
        answer.outcome === "saved"
          ? { type: "saved", version: answer.version }
          : { type: "conflicted", version: answer.version, theirs: answer.theirs },
      );
    } catch (error) {
      this.happen({ type: "failed", trouble: troubleOf(error) });
    }
  }
}

const gone =
  "This post is not there any more, or not yours to change. Your words are still on this page: copy them before you leave.";

function troubleOf(error: unknown): Exclude<Trouble, { kind: "conflict" }> {
  if (isPassing(error)) return { kind: "unreachable" };
  if (isSignedOut(error)) return { kind: "signed-out" };
  return { kind: "refused", ...refusalIn(error) };
}

/** Which field was refused, and why, as the shape of a text says it. */
function refusalIn(error: unknown): { field: DraftField | null; words: string } {
  const { code, details } = refusalOf(error) ?? {};
  if (code === "body_too_large") return { field: "body", words: "It is over 1 MB." };
  if (code === "media_not_found") return { field: "cover", words: messageOf(error) };
  if (code === "post_not_found") return { field: null, words: gone };
  const path = String(details?.["field"] ?? "").split(".");
  const field = draftFields.find((one) => one === path[0]) ?? null;
  const problem = String(details?.["problem"] ?? "");
  // What we say of a field goes on from its name; anything else is the shape's own English.
  if (field === null || !/^(is|are|holds|has) /.test(problem))
    return { field, words: messageOf(error) };
  const subject = field === "tags" ? (path.length > 1 ? "One of them" : "They") : "It";
  return { field, words: `${subject} ${problem}.` };
}
