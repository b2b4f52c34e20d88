import { useEffect, useEffectEvent } from "react";

/** Something typed into a field that has not become a part of anything yet. */
interface HalfTyped {
  isThere: () => boolean;
  /** Makes it what it was to be. False when that cannot be done: it is still only typed. */
  finish: () => Promise<boolean>;
}

const open = new Set<HalfTyped>();

/** True while anything on the page is only half typed. */
export const isHalfTyped = (): boolean => [...open].some(({ isThere }) => isThere());

/** Finishes what is half typed. True when nothing is left of it. */
export async function finishHalfTyped(): Promise<boolean> {
  const half = [...open].filter(({ isThere }) => isThere());
  return (await Promise.all(half.map(({ finish }) => finish()))).every(Boolean);
}

/** Announces a half-typed field for as long as it is shown, and finishes it when it goes. */
export function useHalfTyped({ isThere, finish }: HalfTyped): void {
  const there = useEffectEvent(isThere);
  const end = useEffectEvent(finish);
  useEffect(() => {
    const mine = { isThere: () => there(), finish: () => end() };
    open.add(mine);
    return () => {
      open.delete(mine);
      if (mine.isThere()) void mine.finish();
    };
  }, []);
}
