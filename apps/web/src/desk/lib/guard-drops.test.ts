// @vitest-environment jsdom
import { expect, test } from "vitest";

import { guardDrops, refusedDrop } from "./guard-drops.ts";

const said: string[] = [];
guardDrops(window, (words) => said.push(words));
document.body.innerHTML = `<main><p>Posts</p><textarea></textarea>
  <div contenteditable="true"></div></main>`;

function drop(on: string, types: string[]): { isKept: boolean; words: string | undefined } {
  said.length = 0;
  const drag = (name: string) =>
    Object.assign(new Event(name, { bubbles: true, cancelable: true }), {
      dataTransfer: { types },
    });
  const target = document.querySelector(on);
  const [over, dropped] = [drag("dragover"), drag("drop")];
  target?.dispatchEvent(over);
  target?.dispatchEvent(dropped);
  return { isKept: over.defaultPrevented && dropped.defaultPrevented, words: said[0] };
}

test.each([
  ["a file", ["Files"]],
  ["a link", ["text/uri-list", "text/plain"]],
  ["words", ["text/plain"]],
  ["something else", []],
])("%s dropped beside everything opens nothing, and is refused in words", (_, types) => {
  for (const on of ["p", "main", "body"]) {
    expect(drop(on, types)).toEqual({ isKept: true, words: refusedDrop });
  }
});

test("a file dropped on a field is refused; words go into it as ever", () => {
  for (const field of ["textarea", "[contenteditable]"]) {
    expect(drop(field, ["Files"])).toEqual({ isKept: true, words: refusedDrop });
    expect(drop(field, ["text/plain"])).toEqual({ isKept: false, words: undefined });
  }
});
