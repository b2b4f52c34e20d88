import { agoOf, momentOf } from "../lib/moments.ts";

/** How long ago something was, and when that is. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={momentOf(at)}>
      {agoOf(at)}
      <span className="moment-whole"> · {momentOf(at)}</span>
    </time>
  );
}
