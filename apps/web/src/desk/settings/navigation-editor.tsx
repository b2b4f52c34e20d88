import { maxNavigation, type NavigationEntry, maxLengths } from "@quoin/model";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { NavigationPages } from "./navigation-pages.tsx";
import type { FieldsProps } from "./site-fields.tsx";

/** Where focus goes once the list is drawn anew: a row, and what of it. */
interface Target {
  row: number;
  part: "label" | "up" | "down" | "remove";
}

/** The ways through the site: named, ordered and led anywhere, all of it by keyboard. */
export function NavigationEditor({ text: { navigation }, problems, onChange }: FieldsProps) {
  const place = useRef<HTMLElement>(null);
  const target = useRef<Target | null>(null);
  const [told, setTold] = useState("");

  useEffect(() => {
    if (target.current === null) return;
    const { row, part } = target.current;
    target.current = null;
    const found = place.current?.querySelector<HTMLElement>(`[data-row="${row}"]`);
    const wanted = found?.querySelector<HTMLElement>(`[data-part="${part}"]:not(:disabled)`);
    const other = found?.querySelector<HTMLElement>("button:not(:disabled)");
    (wanted ?? other ?? place.current?.querySelector<HTMLElement>("[data-add]"))?.focus();
  });

  const set = (entries: NavigationEntry[], words: string, next: Target | null) => {
    target.current = next;
    setTold(words);
    onChange({ navigation: entries });
  };
  const change = (row: number, fields: Partial<NavigationEntry>) =>
    set(
      navigation.map((entry, index) => (index === row ? { ...entry, ...fields } : entry)),
      "",
      null,
    );
  const move = (row: number, by: -1 | 1) => {
    const entries = [...navigation];
    entries.splice(row + by, 0, ...entries.splice(row, 1));
    const words = `${nameOf(navigation, row)} is number ${row + by + 1} of ${entries.length}.`;
    set(entries, words, { row: row + by, part: by < 0 ? "up" : "down" });
  };
  const remove = (row: number) => {
    const entries = navigation.filter((_, index) => index !== row);
    const next = Math.min(row, entries.length - 1);
    set(entries, `${nameOf(navigation, row)} is removed.`, { row: next, part: "remove" });
  };
  const add = (entry: NavigationEntry, isTyped: boolean) => {
    const words = isTyped ? "" : `${entry.label} is added.`;
    const typing: Target = { row: navigation.length, part: "label" };
    set([...navigation, entry], words, isTyped ? typing : null);
  };

  const isFull = navigation.length >= maxNavigation;
  return (
    <section aria-labelledby="navigation" ref={place}>
      <h2 id="navigation">Navigation</h2>
      <p className="lede">
        Links at the top of every page, before the archive and the search. A page that is renamed
        keeps its place.
      </p>
      {navigation.length === 0 && <p className="empty-line">No links yet.</p>}
      <ol className="navigation-rows">
        {navigation.map((entry, row) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have nothing else, and hold no state
          <li key={row} data-row={row}>
            <Row
              entry={entry}
              name={nameOf(navigation, row)}
              isFirst={row === 0}
              isLast={row === navigation.length - 1}
              problem={
                problems.get(`navigation.${row}.label`) ?? problems.get(`navigation.${row}.href`)
              }
              onChange={(fields) => change(row, fields)}
              onMove={(by) => move(row, by)}
              onRemove={() => remove(row)}
            />
          </li>
        ))}
      </ol>
      <p className="field-actions">
        <button
          type="button"
          className="button"
          data-add
          disabled={isFull}
          onClick={() => add({ label: "", href: "" }, true)}
        >
          <Plus aria-hidden /> Add an address
        </button>
        {isFull && <span className="field-hint">Twenty links are the most a site can have.</span>}
      </p>
      {!isFull && <NavigationPages navigation={navigation} onAdd={(entry) => add(entry, false)} />}
      <output className="for-ears">{told}</output>
    </section>
  );
}

const nameOf = (navigation: readonly NavigationEntry[], row: number): string =>
  navigation[row]?.label.trim() || `Link ${row + 1}`;

interface RowProps {
  entry: NavigationEntry;
  name: string;
  isFirst: boolean;
  isLast: boolean;
  problem: string | undefined;
  onChange: (fields: Partial<NavigationEntry>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function Row({ entry, name, isFirst, isLast, problem, onChange, onMove, onRemove }: RowProps) {
  return (
    <fieldset className="navigation-row">
      <legend className="for-ears">{name}</legend>
      <label>
        <span>Name</span>
        <input
          data-part="label"
          maxLength={maxLengths.navigationLabel}
          dir="auto"
          value={entry.label}
          onChange={(event) => onChange({ label: event.target.value })}
        />
      </label>
      <label>
        <span>Address</span>
        <input
          maxLength={maxLengths.webAddress}
          inputMode="url"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="/about"
          value={entry.href}
          onChange={(event) => onChange({ href: event.target.value })}
          onBlur={() => onChange({ href: withoutOurOrigin(entry.href) })}
        />
      </label>
      <span className="navigation-verbs">
        <button
          type="button"
          className="icon"
          data-part="up"
          aria-label={`Move ${name} up`}
          disabled={isFirst}
          onClick={() => onMove(-1)}
        >
          <ArrowUp aria-hidden />
        </button>
        <button
          type="button"
          className="icon"
          data-part="down"
          aria-label={`Move ${name} down`}
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          <ArrowDown aria-hidden />
        </button>
        <button
          type="button"
          className="icon"
          data-part="remove"
          aria-label={`Remove ${name}`}
          onClick={onRemove}
        >
          <X aria-hidden />
        </button>
      </span>
      {problem !== undefined && (entry.label !== "" || entry.href !== "") && (
        <p className="field-hint field-problem">{problem}</p>
      )}
    </fieldset>
  );
}

/** An address copied from this site's own pages is a path of it. */
const withoutOurOrigin = (href: string): string =>
  href.startsWith(`${location.origin}/`) ? href.slice(location.origin.length) : href;
