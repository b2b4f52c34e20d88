import { useId } from "react";

const longest = 1000;
/** What search engines show of a description before they cut it. */
const searchShows = 160;

interface ExcerptFieldProps {
  excerpt: string;
  onExcerpt: (excerpt: string) => void;
}

/** What lists say of a post, with how long it is and what becomes of it. */
export function ExcerptField({ excerpt, onExcerpt }: ExcerptFieldProps) {
  const [input, hint] = [useId(), useId()];
  return (
    <div className="field">
      <label htmlFor={input}>Excerpt</label>
      <textarea
        id={input}
        rows={4}
        maxLength={longest}
        value={excerpt}
        aria-describedby={hint}
        onChange={(event) => onExcerpt(event.target.value)}
      />
      <p id={hint} className="field-hint">
        <span>{whatListsShow(excerpt)}</span>
        {excerpt !== "" && (
          <span className="figures">
            {excerpt.length} of {longest} characters
          </span>
        )}
      </p>
    </div>
  );
}

function whatListsShow(excerpt: string): string {
  if (excerpt.trim() === "") {
    return "A sentence or two. Left empty, lists and feeds show the text’s own beginning.";
  }
  if (excerpt.length <= searchShows) return "Lists, feeds and search engines show all of it.";
  return `Lists and feeds show all of it, search engines about the first ${searchShows} characters.`;
}
