/** How a command says what it does, wherever it runs. */
export interface Teller {
  /** A line that stays. */
  line: (text: string) => void;
  /** How far the work has got; each replaces the one before. */
  progress: (label: string, done: number, total: number) => void;
}

export interface Run {
  tell: Teller;
  /** Fires when whoever asked has gone. */
  signal: AbortSignal;
}

/** "1 post", "3 posts". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en").replaceAll(",", " ")} ${count === 1 ? one : many}`;
