import { expect, test } from "vitest";

import { cookiesOf } from "./cookies.ts";

const { session, binding, bindingsIn } = cookiesOf(new URL("https://quoin.example"));
const local = cookiesOf(new URL("http://localhost:3000"));
const token = `${"s".repeat(22)}.${"t".repeat(43)}`;

test("S-04: on https the session is a __Host- cookie that only same-site requests carry", () => {
  expect(session.set(token, 3600)).toBe(
    `__Host-quoin_session=${token}; Max-Age=3600; Path=/; HttpOnly; SameSite=Strict; Secure`,
  );
});

test("S-04: no cookie comes near the 4096 bytes that browsers take", () => {
  for (const { session: mine, binding: theirs } of [cookiesOf(new URL("https://a.test")), local]) {
    for (const text of [
      mine.set(token, 43_200),
      mine.clear(),
      theirs("s".repeat(43)).set("b".repeat(43), 600),
    ]) {
      expect(text.length).toBeLessThan(256);
    }
  }
});

test("S-04: clearing repeats every attribute", () => {
  const clearing = "__Host-quoin_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure";
  expect(session.clear()).toBe(clearing);
});

test("S-04: the cookie of a sign-in comes along from the provider", () => {
  expect(binding("a-state_of-43-characters").set("b", 600)).toBe(
    "__Host-quoin_oauth_a-state_of-4=b; Max-Age=600; Path=/; HttpOnly; SameSite=Lax; Secure",
  );
});

test("S-04: on this machine cookies have another name and no Secure", () => {
  expect(local.session.set(token, 60)).toBe(
    `quoin_session_dev=${token}; Max-Age=60; Path=/; HttpOnly; SameSite=Strict`,
  );
});

test.each([
  [undefined, []],
  ["", []],
  ["__Host-quoin_session=one", ["one"]],
  ["a=b; __Host-quoin_session=one;c=d", ["one"]],
  ["\t__Host-quoin_session=one ", ["one"]],
  ["__Host-quoin_session=one; __Host-quoin_session=two", ["one", "two"]],
  ["__Host-quoin_session=a=b", ["a=b"]],
  ["__Host-quoin_session=%E0%A4%A", ["%E0%A4%A"]],
  ["__Host-quoin_session", []],
  ["__host-quoin_session=one", []],
  ["\u00a0__Host-quoin_session=one", []],
  ["x__Host-quoin_session=one", []],
  ["__Host-quoin_session =one", []],
  ["__Host-quoin_session2=one", []],
])("S-05: %j carries %j", (header, values) => {
  expect(session.valuesIn(header)).toEqual(values);
});

test("the cookies of sign-ins under way are known by their exact names", () => {
  const name = "__Host-quoin_oauth_a-state_of-4";
  const header = `a=b; ${name}=one; __host-quoin_oauth_x=2; __Host-quoin_oauth_ x=3; __Host-quoin_oauth_=4`;
  expect(bindingsIn(header).map((cookie) => cookie.name)).toEqual([name]);
  expect(bindingsIn(undefined)).toEqual([]);
});
