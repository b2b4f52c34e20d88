import { type SiteText, maxLengths } from "@quoin/model";
import { useId } from "react";

import { Field, Problem } from "../components/field.tsx";
import { commonLanguages, wordsOnLanguage } from "./language-words.ts";

export interface FieldsProps {
  text: SiteText;
  problems: ReadonlyMap<string, string>;
  onChange: (fields: Partial<SiteText>) => void;
}

/** What the site is called, what it is about, and in which language it is written. */
export function SiteFields({ text, problems, onChange }: FieldsProps) {
  const languages = useId();
  return (
    <section aria-labelledby="site">
      <h2 id="site">Site</h2>
      <Field label="Title" hint={<Problem words={problems.get("title")} />}>
        <input
          required
          maxLength={maxLengths.siteTitle}
          dir="auto"
          value={text.title}
          aria-invalid={problems.has("title")}
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </Field>
      <Field
        label="Description"
        hint="A line under the title, for readers, feeds and search results."
      >
        <textarea
          rows={2}
          maxLength={maxLengths.siteDescription}
          dir="auto"
          value={text.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Field>
      <Field
        label="Language"
        hint={wordsOnLanguage(text.language) ?? <Problem words={problems.get("language")} />}
      >
        <input
          list={languages}
          maxLength={maxLengths.language}
          autoCapitalize="none"
          spellCheck={false}
          value={text.language}
          aria-invalid={problems.has("language")}
          onChange={(event) => onChange({ language: event.target.value })}
        />
      </Field>
      <datalist id={languages}>
        {commonLanguages.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </datalist>
    </section>
  );
}
