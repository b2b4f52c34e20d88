import type { SiteText } from "@quoin/model";
import { useId } from "react";

import { commonLanguages, wordsOnLanguage } from "./language-words.ts";

export interface FieldsProps {
  text: SiteText;
  problems: ReadonlyMap<string, string>;
  onChange: (fields: Partial<SiteText>) => void;
}

/** What the site is called, what it is about, and in which language it is written. */
export function SiteFields({ text, problems, onChange }: FieldsProps) {
  const [title, description, language, tags] = [useId(), useId(), useId(), useId()];
  return (
    <section aria-labelledby="site">
      <h2 id="site">Site</h2>
      <div className="field">
        <label htmlFor={title}>Title</label>
        <input
          id={title}
          required
          maxLength={100}
          dir="auto"
          value={text.title}
          aria-invalid={problems.has("title")}
          aria-describedby={`${title}-hint`}
          onChange={(event) => onChange({ title: event.target.value })}
        />
        <p id={`${title}-hint`} className="field-hint">
          <Problem words={problems.get("title")} />
        </p>
      </div>
      <div className="field">
        <label htmlFor={description}>Description</label>
        <textarea
          id={description}
          rows={2}
          maxLength={500}
          dir="auto"
          value={text.description}
          aria-describedby={`${description}-hint`}
          onChange={(event) => onChange({ description: event.target.value })}
        />
        <p id={`${description}-hint`} className="field-hint">
          A line under the title, for readers, feeds and search results.
        </p>
      </div>
      <div className="field">
        <label htmlFor={language}>Language</label>
        <input
          id={language}
          list={tags}
          maxLength={100}
          autoCapitalize="none"
          spellCheck={false}
          value={text.language}
          aria-invalid={problems.has("language")}
          aria-describedby={`${language}-hint`}
          onChange={(event) => onChange({ language: event.target.value })}
        />
        <datalist id={tags}>
          {commonLanguages.map(({ tag, name }) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </datalist>
        <p id={`${language}-hint`} className="field-hint">
          {wordsOnLanguage(text.language) ?? <Problem words={problems.get("language")} />}
        </p>
      </div>
    </section>
  );
}

/** Why a field cannot be saved as it is. */
export function Problem({ words }: { words: string | undefined }) {
  if (words === undefined) return null;
  return (
    <span className="field-problem" role="alert">
      {words}
    </span>
  );
}
