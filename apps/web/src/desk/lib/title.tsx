import { useRouterState } from "@tanstack/react-router";
import { createContext, type ReactNode, use, useEffect, useState } from "react";

const SetWords = createContext<(words: string | null) => void>(() => {});

/** Names the page after what is on it, where its route alone cannot say; null leaves it to the route. */
export function useTitle(words: string | null): void {
  const setWords = use(SetWords);
  useEffect(() => {
    setWords(words);
    return () => setWords(null);
  }, [words, setWords]);
}

/** The tab says where one is: "Posts · Desk". */
export function Titled({ children }: { children: ReactNode }) {
  const [words, setWords] = useState<string | null>(null);
  const ofRoute = useRouterState({
    select: ({ matches }) =>
      matches.flatMap(({ meta }) => meta ?? []).findLast((tag) => tag?.title !== undefined)?.title,
  });
  const title = words ?? ofRoute;
  return (
    <SetWords value={setWords}>
      <title>{title === undefined ? "Desk" : `${title} · Desk`}</title>
      {children}
    </SetWords>
  );
}
