/** How long a post takes to read, in whole minutes. */
export function ReadingTime({ seconds }: { seconds: number }) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return <span>{`${minutes} minute${minutes === 1 ? "" : "s"} to read`}</span>;
}
