import { agoOf, momentOf } from "../lib/moments.ts";

/** How long ago something was; the moment itself on hovering, and for machines. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={momentOf(at)}>
      {agoOf(at)}
    </time>
  );
}
