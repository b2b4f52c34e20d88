/** Why somebody has to sign in: nobody is signed in any more, or it was too long ago for this. */
export type Want = "session" | "fresh";

/** What the dialog shows. */
export interface Asking {
  want: Want;
  /** The dialog is open. Else a bar says it, where anything was held. */
  isOpen: boolean;
  /** Something waits to be sent. */
  isHeld: boolean;
  /** They are back, and what was held waits for one press. */
  isBack: boolean;
}

type Answer = (isToGoOn: boolean) => void;

/**
 * Waits for somebody to sign in again, in another tab, while this page keeps all that was typed.
 * One for the whole desk: calls wait here (`hold`), and so does the editor (`watch`).
 */
export class SignInAgain {
  #asking: Asking | null = null;
  readonly #held = new Set<Answer>();
  readonly #watchers = new Set<() => void>();
  readonly #listeners = new Set<() => void>();
  readonly #isTyping: () => boolean;

  /** `isTyping`: somebody is at a field, whose keys no dialog may take. */
  constructor(isTyping: () => boolean = () => false) {
    this.#isTyping = isTyping;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Asking | null => this.#asking;

  /** Shows the dialog. */
  open(want: Want): void {
    this.#ask(want, true);
  }

  /**
   * Keeps a refused call until its person is back and presses `Go on`, which gives true. Nothing
   * is repeated by itself: whoever signs in tomorrow may no longer want it.
   */
  hold(want: Want, signal?: AbortSignal | null): Promise<boolean> {
    return new Promise((resolve) => {
      const answer: Answer = (isToGoOn) => {
        this.#held.delete(answer);
        resolve(isToGoOn);
      };
      this.#held.add(answer);
      signal?.addEventListener("abort", () => answer(false), { once: true });
      this.#ask(want, this.#asking?.isOpen === true || !this.#isTyping());
    });
  }

  /** Calls when its person is back. Opens nothing: who watches says so. Gives the way to stop. */
  watch(onReturn: () => void): () => void {
    this.#watchers.add(onReturn);
    if (this.#asking === null) this.#ask("session", false);
    return () => {
      this.#watchers.delete(onReturn);
      const isWanted = this.#watchers.size + this.#held.size > 0;
      if (this.#asking?.isOpen === false && !isWanted) this.#show(null);
    };
  }

  /** The same person is here again. */
  returned(): void {
    const watchers = [...this.#watchers];
    this.#watchers.clear();
    for (const onReturn of watchers) onReturn();
    const { want, isOpen } = this.#asking ?? { want: "session", isOpen: false };
    this.#show(this.#held.size > 0 ? { want, isOpen, isHeld: true, isBack: true } : null);
  }

  /** Sends what was held, once it is sure who would be sending it: by now it may be another. */
  async goOn(isStillThem: () => Promise<boolean>): Promise<void> {
    if (!(await isStillThem())) return this.open(this.#asking?.want ?? "session");
    this.#answer(true);
    this.#show(null);
  }

  /** Closes the dialog. What was held is refused after all; who watches goes on watching. */
  putOff(): void {
    this.#answer(false);
    if (this.#watchers.size === 0) return this.#show(null);
    this.#show({ want: "session", isOpen: false, isHeld: false, isBack: false });
  }

  #ask(want: Want, isOpen: boolean): void {
    const isFresh = want === "fresh" || this.#asking?.want === "fresh";
    const isHeld = this.#held.size > 0;
    this.#show({ want: isFresh ? "fresh" : "session", isOpen, isHeld, isBack: false });
  }

  #answer(isToGoOn: boolean): void {
    for (const answer of this.#held) answer(isToGoOn);
  }

  #show(asking: Asking | null): void {
    this.#asking = asking;
    for (const listener of this.#listeners) listener();
  }
}

/** The desk's. */
export const signInAgain = new SignInAgain(
  () => document.activeElement?.matches("input, textarea, [contenteditable=true]") ?? false,
);
