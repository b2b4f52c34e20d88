const dates = new Map<string, Intl.DateTimeFormat>();

/** A day, spelled out in the site's language. The day is UTC's: every reader gets the same bytes. */
export function Day({ at, language }: { at: string; language: string }) {
  return <time dateTime={at}>{dayOf(at, language)}</time>;
}

function dayOf(at: string, language: string): string {
  let format = dates.get(language);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    dates.set(language, format);
  }
  return format.format(new Date(at));
}
