import type { SiteText } from "@quoin/model";
import { expect, test } from "vitest";

import { afterSave, changesOf } from "./changes.ts";

const text: SiteText = {
  title: "Quoin",
  description: "",
  language: "en",
  accent: null,
  navigation: [{ label: "About", href: "/about" }],
  privacy: null,
  terms: "Be kind.",
};

test("only what differs is sent, and taking one's own words back is a difference", () => {
  expect(changesOf(text, { ...text, navigation: [{ href: "/about", label: "About" }] })).toEqual(
    {},
  );
  const changed = { ...text, title: "Wedge", terms: null, navigation: [] };
  expect(changesOf(text, changed)).toEqual({ title: "Wedge", terms: null, navigation: [] });
  expect(changesOf(text, { ...text, privacy: "" })).toEqual({ privacy: "" });
});

test("what is typed while a save is under way stays", () => {
  const sent = { ...text, title: " Wedge ", language: "DE" };
  const saved = { ...text, title: "Wedge", language: "de" };
  const now = { ...sent, description: "Typed meanwhile" };
  expect(afterSave(sent, saved, now)).toEqual({ ...saved, description: "Typed meanwhile" });
});
