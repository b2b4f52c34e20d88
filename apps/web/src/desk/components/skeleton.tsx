/** Rows of the height to come. They show after 200 ms, so a fast answer never flickers. */
export function SkeletonRows({ count = 6 }: { count?: number }) {
  return (
    <output className="skeleton" aria-label="Loading">
      {Array.from({ length: count }, (_, row) => (
        <span key={row} className="skeleton-row" />
      ))}
    </output>
  );
}
