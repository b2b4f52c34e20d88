// @vitest-environment jsdom
import { expect, test } from "vitest";

import { guardFields, takenOut } from "./guard-fields.ts";

const said: string[] = [];
guardFields(window, (words) => said.push(words));

test.each(["input", "textarea"] as const)(
  "what no text may hold never reaches the form of an %s, and is said",
  (name) => {
    said.length = 0;
    const field = document.createElement(name);
    document.body.append(field);
    let heard = "";
    field.addEventListener("input", () => (heard = field.value));
    const put = (text: string, caret: number) => {
      field.value = text;
      field.setSelectionRange(caret, caret);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      return [heard, field.selectionEnd];
    };
    expect(put("a\u{1f44d}b", 3)).toEqual(["a\u{1f44d}b", 3]);
    expect(said).toEqual([]);
    expect(put("a\ud83db\0c", 4)).toEqual(["abc", 2]);
    expect(said).toContain(takenOut);
  },
);
