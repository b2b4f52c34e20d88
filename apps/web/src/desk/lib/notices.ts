/** What the desk has to say that no field and no button is the place for. One at a time. */
class Notices {
  #words: string | null = null;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): string | null => this.#words;

  /** Says it until it is closed, or something else is said. Takes no focus. */
  readonly say = (words: string): void => this.#show(words);

  readonly close = (): void => this.#show(null);

  #show(words: string | null): void {
    this.#words = words;
    for (const listener of this.#listeners) listener();
  }
}

/** The desk's. */
export const notices = new Notices();
