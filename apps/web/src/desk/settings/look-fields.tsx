import { type CSSProperties, useId } from "react";

import { Mark } from "../../parts/mark.tsx";
import { ownShades, type Shade, shadesOf, type Theme, themes } from "../../styles/accent.ts";
import { Problem } from "../components/field.tsx";
import { wordsOnAccent } from "./accent-words.ts";
import type { FieldsProps } from "./site-fields.tsx";

/** The one colour of the site, and what becomes of it on paper and on ink. */
export function LookFields({ text: { accent, title }, problems, onChange }: FieldsProps) {
  const [field, picker] = [useId(), useId()];
  const isColour = accent !== null && /^#[0-9a-f]{6}$/i.test(accent);
  const chosen = isColour ? accent.toLowerCase() : null;
  const shades = chosen === null ? ownShades : shadesOf(chosen);
  return (
    <section aria-labelledby="look">
      <h2 id="look">Look</h2>
      <div className="field">
        <label htmlFor={field}>Accent</label>
        <div className="accent-field">
          <input
            id={picker}
            type="color"
            aria-label="Choose an accent"
            value={chosen ?? ownShades.light.accent}
            onChange={(event) => onChange({ accent: event.target.value })}
          />
          <input
            id={field}
            maxLength={7}
            autoCapitalize="none"
            spellCheck={false}
            placeholder="Quoin’s own"
            value={accent ?? ""}
            aria-invalid={problems.has("accent")}
            aria-describedby={`${field}-hint`}
            onChange={({ target }) =>
              onChange({ accent: target.value === "" ? null : target.value.trim() })
            }
          />
          {accent !== null && (
            <button type="button" className="button" onClick={() => onChange({ accent: null })}>
              Use Quoin’s own
            </button>
          )}
        </div>
        <div id={`${field}-hint`} className="field-hint" aria-live="polite">
          <Problem words={problems.get("accent")} />
          {accent === null && <span>The colour of links, marks and buttons.</span>}
          {chosen !== null &&
            themes.map((theme) => (
              <span key={theme}>{wordsOnAccent(chosen, shades[theme], theme)}</span>
            ))}
        </div>
      </div>
      <div className="looks">
        {themes.map((theme) => (
          <Sample key={theme} theme={theme} shade={shades[theme]} title={title} />
        ))}
      </div>
    </section>
  );
}

interface SampleProps {
  theme: Theme;
  shade: Shade;
  title: string;
}

/** A corner of a page. The properties are set by script, which the policy of the desk allows. */
function Sample({ theme, shade, title }: SampleProps) {
  // The cast lets custom properties through, which React's types do not know.
  const style = { "--accent": shade.accent, "--accent-wash": shade.wash } as CSSProperties;
  return (
    <figure className="look own-scheme" data-scheme={theme} style={style} aria-hidden>
      <div className="look-page">
        <p className="look-site">
          <Mark /> {title}
        </p>
        <p className="look-words">
          A word about <u>type</u>, and <mark>some of it selected</mark>.
        </p>
        <p className="look-row">
          <b>Link</b> <span className="button primary">Publish</span>
        </p>
      </div>
    </figure>
  );
}
