// @vitest-environment jsdom
import { act, useState } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";

import { finishHalfTyped, isHalfTyped, useHalfTyped } from "./half-typed.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** A field whose words become something when it is finished, unless they are "wrong". */
function openField() {
  const made: string[] = [];
  const field = { type: (_words: string) => {} };
  function Field() {
    const [typed, setTyped] = useState("");
    field.type = setTyped;
    useHalfTyped({
      isThere: () => typed !== "",
      async finish() {
        if (typed === "wrong") return false;
        made.push(typed);
        setTyped("");
        return true;
      },
    });
    return null;
  }
  const root = createRoot(document.createElement("div"));
  act(() => root.render(<Field />));
  return {
    made,
    type: (words: string) => act(() => field.type(words)),
    close: () => act(() => root.unmount()),
  };
}

test("what is half typed becomes what it was to be when its field goes", () => {
  const field = openField();
  expect(isHalfTyped()).toBe(false);
  field.type("typography");
  expect(isHalfTyped()).toBe(true);
  field.close();
  expect([field.made, isHalfTyped()]).toEqual([["typography"], false]);
});

test("leaving finishes it, and asks where that cannot be done", async () => {
  const field = openField();
  field.type("wrong");
  expect(await act(() => finishHalfTyped())).toBe(false);
  expect(isHalfTyped()).toBe(true);
  field.type("right");
  expect(await act(() => finishHalfTyped())).toBe(true);
  expect([field.made, isHalfTyped()]).toEqual([["right"], false]);
  field.close();
  expect(field.made).toEqual(["right"]);
});
