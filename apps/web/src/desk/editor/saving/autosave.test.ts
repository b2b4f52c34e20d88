import {
  draftFields,
  type DraftText,
  emptyText as empty,
  type MediaId,
  twoTexts,
} from "@quoin/model";
import { expect, test } from "vitest";

import {
  advance,
  type Autosave,
  type AutosaveEvent,
  beginAutosave,
  changesOf,
  isDue,
  isUnsaved,
  nextMoment,
  refusedIn,
} from "./autosave.ts";
import { indicatorOf } from "./indicator.ts";

const words = (body: string): DraftText => ({ ...empty, body });
const opened = beginAutosave({ version: 1, text: empty, at: 0 });

const after = (events: AutosaveEvent[], from = opened): Autosave => events.reduce(advance, from);
const told = (state: Autosave) => indicatorOf(state, () => `at ${state.stored.at}`).text;

const typed = (body: string, at: number): AutosaveEvent => ({
  type: "typed",
  text: words(body),
  at,
});
const sent = (at: number): AutosaveEvent => ({ type: "sent", at });
const saved = (version: number, at: number): AutosaveEvent => ({ type: "saved", version, at });
const looked = (at: number): AutosaveEvent => ({ type: "looked", at });
const unreachable = (at: number): AutosaveEvent => ({
  type: "failed",
  trouble: { kind: "unreachable" },
  at,
});
const conflicted = (theirs: DraftText, at: number): AutosaveEvent => ({
  type: "conflicted",
  version: 5,
  theirs,
  at,
});

test("a save goes out one second after the last keystroke", () => {
  const typing = after([typed("a", 0), typed("ab", 800)]);
  expect(nextMoment(typing)).toBe(1800);
  expect(isDue(advance(typing, looked(1799)))).toBe(false);
  expect(isDue(advance(typing, looked(1800)))).toBe(true);
});

test("a save goes out after ten seconds even when the typing never stops", () => {
  const keys = Array.from({ length: 20 }, (_, key) => typed("a".repeat(key + 1), key * 500));
  expect(nextMoment(after(keys))).toBe(10_000);
});

test("asking saves at once, and has nothing to do when nothing changed", () => {
  expect(isDue(after([typed("a", 0), { type: "asked", at: 10 }]))).toBe(true);
  expect(isDue(after([{ type: "asked", at: 10 }]))).toBe(false);
});

test("only what changed is sent, with the version on screen", () => {
  expect(changesOf(after([typed("a", 0)]))).toEqual({ version: 1, body: "a" });
});

const cover = "01890000-0000-7000-8000-000000000002" as MediaId;
const other: DraftText = { ...twoTexts([cover, cover])[1], slug: "two" };

test.each(draftFields)("the %s, changed alone, is unsaved until it is sent and kept", (field) => {
  const text = { ...empty, [field]: other[field] };
  const changed = after([{ type: "typed", text, at: 0 }]);
  expect([isUnsaved(changed), told(changed)]).toEqual([true, "Edited"]);
  expect(changesOf(changed)).toEqual({ version: 1, [field]: other[field] });
  const kept = after([sent(1000), saved(2, 1100)], changed);
  expect([isUnsaved(kept), kept.stored.text]).toEqual([false, text]);
  expect(isUnsaved(after([{ type: "typed", text: empty, at: 2000 }], kept))).toBe(true);
});

test("saves go one after the other", () => {
  const state = after([typed("a", 0), sent(1000), typed("ab", 1100), looked(9000)]);
  expect(isDue(state)).toBe(false);
  expect(isDue(advance(state, saved(2, 9000)))).toBe(true);
});

test("an answer never touches newer words, and they are saved next", () => {
  const state = after([typed("a", 0), sent(1000), typed("ab", 1100), saved(2, 1200)]);
  expect(state.text.body).toBe("ab");
  expect(told(state)).toBe("Edited");
  expect(changesOf(state)).toEqual({ version: 2, body: "ab" });
});

test("the writer is told what is true, and “Saving…” does not flicker", () => {
  const sending = after([typed("a", 0), sent(1000)]);
  expect(told(sending)).toBe("Edited");
  expect(told(advance(sending, looked(1300)))).toBe("Saving…");
  const late = after([looked(1300), saved(2, 1350)], sending);
  expect(told(late)).toBe("Saving…");
  expect(nextMoment(late)).toBe(1900);
  expect(told(advance(late, looked(1900)))).toBe("Saved · at 1350");
  expect(told(advance(sending, saved(2, 1200)))).toBe("Saved · at 1200");
});

test("an unreachable server is tried again, ever less often, whatever is typed", () => {
  const down = after([typed("a", 0), sent(1000), unreachable(1000)]);
  expect(told(down)).toBe("Not saved yet · trying again");
  expect(advance(down, typed("ab", 1100)).dueAt).toBe(2000);
  expect(after([sent(2000), unreachable(2000)], down).dueAt).toBe(4000);
  expect(isDue(advance(down, { type: "resumed", at: 1200 }))).toBe(true);
});

test("undoing to the stored words is not saved while an earlier save may have arrived", () => {
  const state = after([typed("a", 0), sent(1000), unreachable(1000), typed("", 1100)]);
  expect(isUnsaved(state)).toBe(true);
});

test("a save that arrived though its answer did not is no conflict", () => {
  const retried = after([typed("a", 0), sent(1000), unreachable(1000), typed("ab", 1500)]);
  const state = after([sent(2000), conflicted(words("a"), 2100)], retried);
  expect(state.trouble).toBeNull();
  expect(changesOf(state)).toEqual({ version: 5, body: "ab" });
});

test("a newer version with the words we started from is no conflict", () => {
  const state = after([typed("a", 0), sent(1000), conflicted(empty, 1100)]);
  expect(changesOf(state)).toEqual({ version: 5, body: "a" });
  expect(isDue(state)).toBe(true);
});

test("somebody else's words stop saving until the writer decides, and none are lost", () => {
  const met = after([typed("mine", 0), sent(1000), conflicted(words("theirs"), 1100)]);
  const later = after([typed("mine too", 1200), { type: "asked", at: 1300 }, looked(60_000)], met);
  expect(told(later)).toBe("Someone changed this post");
  expect(isDue(later)).toBe(false);
  expect(later.text.body).toBe("mine too");
  expect(later.trouble).toMatchObject({ theirs: { body: "theirs" } });

  const both = words("mine and theirs");
  const decided = advance(later, { type: "resolved", text: both, at: 70_000 });
  expect(isDue(decided)).toBe(true);
  expect(changesOf(decided)).toEqual({ version: 5, body: "mine and theirs" });
  const taken = advance(later, { type: "resolved", text: words("theirs"), at: 70_000 });
  expect(told(taken)).toBe("Saved · at 70000");
});

test("a session that ended keeps the words and waits for a new one", () => {
  const trouble = { kind: "signed-out" } as const;
  const out = after([typed("a", 0), sent(1000), { type: "failed", trouble, at: 1100 }]);
  const later = after([typed("ab", 1200), { type: "asked", at: 1300 }, looked(60_000)], out);
  expect(told(later)).toBe("Sign in again to save");
  expect(isDue(later)).toBe(false);
  expect(isDue(advance(later, { type: "resumed", at: 70_000 }))).toBe(true);
});

test("a refused text says why and is sent again once it is edited", () => {
  const trouble = { kind: "refused", words: "No.", field: null } as const;
  const refused = after([typed("a", 0), sent(1000), { type: "failed", trouble, at: 1100 }]);
  expect(told(refused)).toBe("Not saved. No.");
  expect(nextMoment(advance(refused, looked(60_000)))).toBeNull();
  expect(nextMoment(advance(refused, typed("b", 70_000)))).toBe(71_000);
});

test("a field that is refused is named, and waits alone: the others are saved", () => {
  const text = { ...empty, body: "a", tags: ["long"], title: "T" };
  const trouble = { kind: "refused", words: "One of them is too long.", field: "tags" } as const;
  const all = after([{ type: "typed", text, at: 0 }, sent(1000)]);
  const refused = advance(all, { type: "failed", trouble, at: 1100 });
  expect(isDue(refused)).toBe(true);
  expect(changesOf(refused)).toEqual({ version: 1, title: "T", body: "a" });
  const rest = after([sent(1100), saved(2, 1200)], refused);
  expect([isUnsaved(rest), nextMoment(advance(rest, looked(60_000)))]).toEqual([true, null]);
  expect(told(rest)).toBe("Tags not saved. One of them is too long.");
  expect(refusedIn(rest)).toEqual({ tags: "One of them is too long." });

  const typing = after([{ type: "typed", text: { ...text, body: "ab" }, at: 2000 }], rest);
  expect(told(typing)).toBe("Tags not saved. One of them is too long.");
  expect(changesOf(typing)).toEqual({ version: 2, body: "ab" });
  const mended = { ...text, body: "ab", tags: ["short"] };
  const both = after(
    [sent(3000), saved(3, 3100), { type: "typed", text: mended, at: 4000 }],
    typing,
  );
  expect([told(both), refusedIn(both)]).toEqual(["Edited", {}]);
  expect(changesOf(both)).toEqual({ version: 3, tags: ["short"] });
  const kept = after([sent(5000), saved(4, 5100)], both);
  expect([isUnsaved(kept), kept.stored.text]).toEqual([false, mended]);
});

const no = (field: "tags" | "excerpt", at: number): AutosaveEvent => ({
  type: "failed",
  trouble: { kind: "refused", words: "No.", field },
  at,
});

test("two fields that are refused are both named, and asking sends them once more", () => {
  const text = { ...empty, body: "a", tags: ["long"], excerpt: "long" };
  const first = after([{ type: "typed", text, at: 0 }, sent(1000), no("tags", 1100)]);
  const both = after([sent(1100), no("excerpt", 1200), sent(1200), saved(2, 1300)], first);
  expect(refusedIn(both)).toEqual({ tags: "No.", excerpt: "No." });
  expect(both.stored.text).toEqual({ ...empty, body: "a" });
  const asked = advance(both, { type: "asked", at: 2000 });
  expect([isDue(asked), changesOf(asked)]).toEqual([
    true,
    { version: 2, tags: ["long"], excerpt: "long" },
  ]);
});
