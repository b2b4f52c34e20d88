/** Tries to save what is open. True when nothing would be lost now. */
type Settle = () => Promise<boolean>;

const open = new Set<Settle>();

/** Announces a page with words that may not be saved; gives the way to take it back. */
export function keepUnsaved(settle: Settle): () => void {
  open.add(settle);
  return () => open.delete(settle);
}

/** True when every open page is saved, having tried. */
export async function settleAll(): Promise<boolean> {
  const answers = await Promise.all([...open].map((settle) => settle()));
  return answers.every(Boolean);
}
