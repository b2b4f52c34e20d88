import { draftDiffering, type DraftField, type DraftText } from "@quoin/model";
import { diffArrays } from "diff";

interface Meeting<Value> {
  /** What both began with. */
  base: Value;
  mine: Value;
  theirs: Value;
}

/**
 * The text two have made of one: what either changed is changed, by lines, and by words within a
 * line. Where both changed the same, both stand there, mine first: nothing is left out.
 */
export function mergeBodies(met: Meeting<string>): string {
  const end = /\r\n?|\n/.exec(met.mine)?.[0] ?? /\r\n?|\n/.exec(met.theirs)?.[0] ?? "\n";
  const isAlike = new Set([met.base, met.mine, met.theirs].map(endsIn)).size === 1;
  // Lines that differ in nothing but their ends are the same line.
  const given = isAlike ? met : mapped(met, (text) => text.replaceAll(/\r\n?|\n/g, end));
  const lines = mapped(given, (text) => text.split(/(?<=\n|\r(?!\n))/));
  return regionsOf(lines)
    .map((region) => {
      if ("ok" in region) return region.ok.join("");
      const block = mapped(region, (parts) => parts.join(""));
      return mergeWords(block) ?? below(block, end);
    })
    .join("");
}

/** The kinds of line ends of a text. */
const endsIn = (text: string): string =>
  [...new Set([...text.matchAll(/\r\n?|\n/g)].map(([end]) => end))].toSorted().join();

/** One block of both, when they changed other words of it; null when they changed the same. */
function mergeWords(block: Meeting<string>): string | null {
  if (block.base === "") return null;
  const regions = regionsOf(mapped(block, (text) => text.split(/(\s+)/)));
  const words = regions.map((region) => ("ok" in region ? region.ok.join("") : null));
  return words.includes(null) ? null : words.join("");
}

/** Both, one below the other. */
function below({ mine, theirs }: Meeting<string>, end: string): string {
  if (mine === "" || theirs === "") return mine + theirs; // what one deleted stays for the other's sake
  return mine.replace(/[\r\n]+$/, "") + end + end + theirs;
}

type Region = { ok: string[] } | Meeting<string[]>;

/** Three texts side by side: what is settled, and between it what all three have otherwise. */
function regionsOf({ base, mine, theirs }: Meeting<string[]>): Region[] {
  const [inMine, inTheirs] = [placesOf(base, mine), placesOf(base, theirs)];
  const regions: Region[] = [];
  let from = { base: 0, mine: 0, theirs: 0 };
  for (let at = 0; at <= base.length; at += 1) {
    const isEnd = at === base.length;
    const to = {
      base: at,
      mine: isEnd ? mine.length : inMine.get(at),
      theirs: isEnd ? theirs.length : inTheirs.get(at),
    };
    if (to.mine === undefined || to.theirs === undefined) continue;
    regions.push(
      settled({
        base: base.slice(from.base, to.base),
        mine: mine.slice(from.mine, to.mine),
        theirs: theirs.slice(from.theirs, to.theirs),
      }),
      { ok: base.slice(at, at + 1) },
    );
    from = { base: at + 1, mine: to.mine + 1, theirs: to.theirs + 1 };
  }
  return regions;
}

/** What only one of them changed is settled, and what both changed alike. */
function settled(met: Meeting<string[]>): Region {
  const [base, mine, theirs] = [met.base, met.mine, met.theirs].map((parts) => parts.join(""));
  if (theirs === base || mine === theirs) return { ok: met.mine };
  return mine === base ? { ok: met.theirs } : met;
}

/** Texts that differ in more than this are not compared further: nobody waits so long. */
const maxEditLength = 2000;

/** Where each part of one text that is in another stands there. */
function placesOf(one: string[], other: string[]): Map<number, number> {
  const places = new Map<number, number>();
  let [from, to] = [0, 0];
  for (const { added, removed, count } of diffArrays(one, other, { maxEditLength }) ?? []) {
    const kept = added || removed ? 0 : count;
    for (let at = 0; at < kept; at += 1) places.set(from + at, to + at);
    if (!added) from += count;
    if (!removed) to += count;
  }
  return places;
}

const mapped = <From, To>(met: Meeting<From>, to: (value: From) => To): Meeting<To> => ({
  base: to(met.base),
  mine: to(met.mine),
  theirs: to(met.theirs),
});

/** The fields in which only they changed something: theirs is what both want. */
export function changedByThem({ base, mine, theirs }: Meeting<DraftText>): DraftField[] {
  const byMe = new Set(draftDiffering(mine, base));
  return draftDiffering(theirs, base).filter((field) => !byMe.has(field));
}
