import { textLimits } from "@quoin/model";

import { Field, Problem } from "../../components/field.tsx";

/** What search engines show of a description before they cut it. */
const searchShows = 160;

interface ExcerptFieldProps {
  excerpt: string;
  /** Why it is not saved as it is. */
  problem: string | undefined;
  onExcerpt: (excerpt: string) => void;
}

/** What lists say of a post, with how long it is and what becomes of it. */
export function ExcerptField({ excerpt, problem, onExcerpt }: ExcerptFieldProps) {
  return (
    <Field
      label="Excerpt"
      hint={
        <>
          <span>{whatListsShow(excerpt)}</span>
          {excerpt !== "" && (
            <span className="figures">
              {excerpt.length} of {textLimits.excerpt} characters
            </span>
          )}
          <Problem words={problem} />
        </>
      }
    >
      <textarea
        rows={4}
        maxLength={textLimits.excerpt}
        aria-invalid={problem !== undefined}
        value={excerpt}
        onChange={(event) => onExcerpt(event.target.value)}
      />
    </Field>
  );
}

function whatListsShow(excerpt: string): string {
  if (excerpt.trim() === "") {
    return "A sentence or two. Left empty, lists and feeds show the text’s own beginning.";
  }
  if (excerpt.length <= searchShows) return "Lists, feeds and search engines show all of it.";
  return `Lists and feeds show all of it, search engines about the first ${searchShows} characters.`;
}
