/** How many characters the answers to one batch hold so far: it goes out as one. */
export interface Answered {
  characters: number;
}

/** A page of HTML and a text beside it, or some thousand rows of a list. */
const maxCharacters = 8_000_000;

/**
 * Counts what a call of a batch is answered with; false when that is more than goes out at once.
 * Twenty long texts would be written in one go, and for half a second nobody else be answered.
 */
export function fitsAnswer(answered: Answered, data: unknown): boolean {
  answered.characters += charactersIn(data);
  return answered.characters <= maxCharacters;
}

function charactersIn(data: unknown): number {
  if (typeof data === "string") return data.length;
  if (typeof data !== "object" || data === null) return 0;
  return Object.values(data).reduce<number>((sum, one) => sum + charactersIn(one), 0);
}
