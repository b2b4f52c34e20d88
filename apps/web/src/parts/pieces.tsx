import type { Piece } from "@quoin/model";

/** A text with what was looked for marked in it. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, hit }, index) => {
    // oxlint-disable-next-line react/no-array-index-key -- pieces have nothing else, and never move
    return hit ? <mark key={index}>{text}</mark> : text;
  });
}
