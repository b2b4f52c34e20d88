import { differing, fieldLabels, type PostField, type PostText } from "@quoin/model";
import { type ReactNode, useMemo, useState } from "react";

import {
  compareTexts,
  compareWords,
  countChanges,
  type Piece,
  type Stretch,
} from "./compare-texts.ts";

interface ChangesProps {
  before: PostText;
  after: PostText;
}

/** What became of a post's words: what went is struck through, what came is underlined. */
export function Changes({ before, after }: ChangesProps) {
  const [isWhole, setIsWhole] = useState(false);
  const facts = useMemo(() => differing(before, after).filter(isFact), [before, after]);
  const body = useMemo(() => compareTexts(before.body, after.body), [before, after]);
  const isBodySame = body.every(({ kind }) => kind !== "changed");
  const isSame = facts.length === 0 && isBodySame;
  const isFolded = body.some(({ kind }) => kind === "folded");
  return (
    <>
      <div className="changes-sum">
        <output>
          {isSame ? wordsForNothing(before.body === after.body) : sumOf(body, isBodySame)}
        </output>
        {isFolded && (
          <button type="button" className="link-button" onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? "Fold what is the same" : "Show the whole text"}
          </button>
        )}
      </div>
      <dl className="changes-facts">
        {facts.map((field) => (
          <Fact key={field} name={fieldLabels[field]}>
            {changeOf(field, before, after)}
          </Fact>
        ))}
      </dl>
      <div className="changes" dir="auto">
        {body.map((stretch, at) => (
          // Stretches have no name but their place, and are made anew together.
          // oxlint-disable-next-line react/no-array-index-key
          <StretchOf key={at} stretch={stretch} isWhole={isWhole} />
        ))}
      </div>
    </>
  );
}

/** Every field but the text itself, which is compared below them. */
type FactField = Exclude<PostField, "body">;
const isFact = (field: PostField): field is FactField => field !== "body";

function changeOf(field: FactField, before: PostText, after: PostText): ReactNode {
  if (field === "tags") return <Tags before={before.tags} after={after.tags} />;
  if (field === "cover") return <Cover before={before.cover} after={after.cover} />;
  return shown(compareWords(before[field], after[field])); // a field that is no string does not compile
}

const wordsForNothing = (isByteSame: boolean) =>
  isByteSame ? "The same words." : "The same words; only blank lines or line ends differ.";

function sumOf(body: readonly Stretch[], isBodySame: boolean): string {
  if (isBodySame) return "The text is the same.";
  const { added, removed } = countChanges(body);
  const told = [
    added > 0 && `${wordsFor(added)} added`,
    removed > 0 && `${wordsFor(removed)} removed`,
  ];
  return `In the text: ${told.filter(Boolean).join(", ")}.`;
}

const wordsFor = (count: number) => (count === 1 ? "1 word" : `${count.toLocaleString()} words`);

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function StretchOf({ stretch, isWhole }: { stretch: Stretch; isWhole: boolean }) {
  if (stretch.kind === "changed") return <p className="changes-changed">{shown(stretch.pieces)}</p>;
  if (stretch.kind === "same") return <p>{stretch.text}</p>;
  const { paragraphs } = stretch;
  return (
    <details open={isWhole}>
      <summary>
        {paragraphs === 1 ? "1 paragraph" : `${paragraphs.toLocaleString()} paragraphs`} unchanged
      </summary>
      <p>{stretch.text}</p>
    </details>
  );
}

const shown = (pieces: readonly Piece[]): ReactNode =>
  pieces.map(({ kind, text }, at) => {
    const key = `${at} ${kind}`;
    if (kind === "removed") return <Removed key={key}>{text}</Removed>;
    if (kind === "added") return <Added key={key}>{text}</Added>;
    return <span key={key}>{text}</span>;
  });

// Most screen readers keep `del` and `ins` to themselves, so words say it too.
const Removed = ({ children }: { children: ReactNode }) => (
  <del>
    <span className="for-ears"> removed: </span>
    {children}
    <span className="for-ears"> end of removed. </span>
  </del>
);
const Added = ({ children }: { children: ReactNode }) => (
  <ins>
    <span className="for-ears"> added: </span>
    {children}
    <span className="for-ears"> end of added. </span>
  </ins>
);

function Tags({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const gone = before.filter((tag) => !after.includes(tag));
  return (
    <ul className="changes-tags">
      {after.map((tag) => (
        <li key={tag}>{before.includes(tag) ? tag : <Added>{tag}</Added>}</li>
      ))}
      {gone.map((tag) => (
        <li key={tag}>
          <Removed>{tag}</Removed>
        </li>
      ))}
    </ul>
  );
}

function Cover({ before, after }: { before: string | null; after: string | null }) {
  return (
    <div className="changes-covers">
      {before !== null && (
        <figure>
          <Picture id={before} />
          <figcaption>{after === null ? "Removed" : "Before"}</figcaption>
        </figure>
      )}
      {after !== null && (
        <figure>
          <Picture id={after} />
          <figcaption>{before === null ? "Added" : "After"}</figcaption>
        </figure>
      )}
    </div>
  );
}

const Picture = ({ id }: { id: string }) => <img src={`/media/${id}`} alt="" loading="lazy" />;
