import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";

import { addressAt } from "./follow-links.ts";
import { quoinMarkdown } from "./markdown-language.ts";

const addressIn = (doc: string) =>
  addressAt(EditorState.create({ doc, extensions: [quoinMarkdown()] }), doc.indexOf("here"));

test("links lead where they say, in every way of writing them", () => {
  expect(addressIn("[**here**](https://a.test 'b')")).toBe("https://a.test");
  expect(addressIn("<https://here.test>")).toBe("https://here.test");
  expect(addressIn("see www.here.test/a")).toBe("https://www.here.test/a");
  expect(addressIn("[here](/on-quoins)")).toBe("/on-quoins");
});

test("what is no link, or would run, is not followed", () => {
  expect(addressIn("here")).toBeNull();
  expect(addressIn("[here](javascript:alert(1))")).toBeNull();
  expect(addressIn("`https://here.test`")).toBeNull();
});
