import { SkeletonRows } from "./skeleton.tsx";
import { Trouble } from "./trouble.tsx";

interface LoadingProps {
  query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => Promise<unknown> };
  /** What it is when it fails: "The posts could not be loaded." */
  failed: string;
  rows?: number;
}

/** Until something is here: rows of the height to come, or why it did not come and a way to try again. */
export function Loading({ query, failed, rows }: LoadingProps) {
  return (
    <>
      {query.isPending && <SkeletonRows count={rows} />}
      {query.isError && (
        <Trouble what={failed} error={query.error} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}
