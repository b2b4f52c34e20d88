import { type DraftText, isSameText, type PostText, textOf } from "@quoin/model";

interface Met {
  mine: DraftText;
  theirs: DraftText;
}

/** What has to be kept before two texts become one, and by which name the history shows it. */
export function notChosen(
  decided: DraftText,
  { mine, theirs }: Met,
): { text: PostText; name: string }[] {
  return [
    { text: textOf(theirs), name: "Saved first, where two texts met" },
    { text: textOf(mine), name: "Saved second, where two texts met" },
  ].filter(({ text }) => !isSameText(text, decided));
}
