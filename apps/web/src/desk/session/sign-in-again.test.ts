import { type QuoinRouter, quoinLinks, refusalOf } from "@quoin/client";
import { QuoinError } from "@quoin/model";
import { createTRPCClient } from "@trpc/client";
import { expect, test } from "vitest";

import { holdLink, keptBySender } from "./hold-link.ts";
import { SignInAgain } from "./sign-in-again.ts";

type Refused = "not_signed_in" | "session_expired" | "sign_in_again" | "handle_taken";

/** A desk whose site refuses while `refuses` says how; and what reached that site. */
function openDesk({ isTyping = false } = {}) {
  const again = new SignInAgain(() => isTyping);
  const site: { refuses: Refused | null; heard: unknown[] } = { refuses: null, heard: [] };
  const fetch = async (_: unknown, asked?: { body?: unknown }) => {
    const { body } = asked ?? {};
    site.heard.push(typeof body === "string" ? JSON.parse(body) : null);
    const refusal = site.refuses && new QuoinError(site.refuses);
    const answer = refusal
      ? { error: { code: -32_001, message: "Sign in.", data: { refusal } } }
      : { result: { data: "done" } };
    return Response.json([answer]);
  };
  const quoin = createTRPCClient<QuoinRouter>({
    links: [holdLink(again), ...quoinLinks({ url: "https://a.test", fetch })],
  });
  return { again, site, quoin };
}
const form = { name: "Mara Lindqvist", handle: "mara", bio: "Half a" };
const codeOf = (error: unknown) => refusalOf(error)?.code;

/** Lets what was asked be answered. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

test.each(["not_signed_in", "session_expired", "sign_in_again"] as const)(
  "a change refused with %s waits for its person, and is sent again when they press once",
  async (code) => {
    const { again, site, quoin } = openDesk();
    site.refuses = code;
    const saved = quoin.person.updateMe.mutate(form);
    await expect.poll(() => again.snapshot()).toMatchObject({ isOpen: true, isBack: false });
    expect(again.snapshot()?.want).toBe(code === "sign_in_again" ? "fresh" : "session");

    site.refuses = null;
    again.returned();
    expect(again.snapshot()).toMatchObject({ isOpen: true, isBack: true });
    await turn();
    expect(site.heard).toHaveLength(1); // nothing is done before they say so
    await again.goOn(async () => true);
    expect(await saved).toBe("done");
    expect(site.heard).toEqual([{ 0: form }, { 0: form }]);
    expect(again.snapshot()).toBeNull();
  },
);

test("a change that is put off is refused after all, and never sent later", async () => {
  const { again, site, quoin } = openDesk();
  site.refuses = "session_expired";
  const saved = quoin.person.updateMe.mutate(form).catch(codeOf);
  await expect.poll(() => again.snapshot()).not.toBeNull();
  again.putOff();
  expect(await saved).toBe("session_expired");
  site.refuses = null;
  again.returned();
  await turn();
  expect(site.heard).toHaveLength(1);
  expect(again.snapshot()).toBeNull();
});

test("a change is never sent as somebody else who has signed in meanwhile", async () => {
  const { again, site, quoin } = openDesk();
  site.refuses = "sign_in_again";
  const gone = quoin.person.deleteMe.mutate({ posts: "trash" }).catch(codeOf);
  await expect.poll(() => again.snapshot()).not.toBeNull();
  site.refuses = null;
  again.returned();
  await again.goOn(async () => false);
  expect(again.snapshot()).toMatchObject({ want: "fresh", isOpen: true, isBack: false });
  await turn();
  expect(site.heard).toHaveLength(1);
  again.putOff();
  expect(await gone).toBe("sign_in_again");
});

test("a change its sender gave up is not sent when they are back", async () => {
  const { again, site, quoin } = openDesk();
  site.refuses = "session_expired";
  const leave = new AbortController();
  const saved = quoin.person.updateMe.mutate(form, { signal: leave.signal }).catch(codeOf);
  await expect.poll(() => again.snapshot()).not.toBeNull();
  leave.abort();
  expect(await saved).toBe("session_expired");
  site.refuses = null;
  again.returned();
  expect(again.snapshot()).toBeNull(); // nothing waits for a press
});

test("other refusals, questions and what its sender keeps are answered at once", async () => {
  const { again, site, quoin } = openDesk();
  site.refuses = "handle_taken";
  expect(await quoin.person.updateMe.mutate(form).catch(codeOf)).toBe("handle_taken");
  site.refuses = "session_expired";
  expect(await quoin.session.list.query().catch(codeOf)).toBe("session_expired");
  const kept = quoin.person.updateMe.mutate(form, keptBySender).catch(codeOf);
  expect(await kept).toBe("session_expired");
  expect(again.snapshot()).toBeNull();
});

test("the editor hears of the return with the dialog closed, and once", () => {
  const { again } = openDesk();
  let heard = 0;
  again.watch(() => (heard += 1));
  again.putOff();
  expect(again.snapshot()).toMatchObject({ isOpen: false }); // and the page still looks out
  again.returned();
  again.returned();
  expect(heard).toBe(1);
  expect(again.snapshot()).toBeNull();
});

test("nothing opens over the typing: it is said, and the person opens it", async () => {
  const { again, site, quoin } = openDesk({ isTyping: true });
  again.watch(() => {});
  expect(again.snapshot()).toMatchObject({ isOpen: false, isHeld: false });
  site.refuses = "session_expired";
  const saved = quoin.person.updateMe.mutate(form);
  await expect.poll(() => again.snapshot()?.isHeld).toBe(true);
  expect(again.snapshot()).toMatchObject({ isOpen: false, isHeld: true });
  site.refuses = null;
  again.returned();
  expect(again.snapshot()).toMatchObject({ isOpen: false, isHeld: true, isBack: true });
  await again.goOn(async () => true);
  expect(await saved).toBe("done");

  again.open("session");
  expect(again.snapshot()).toMatchObject({ isOpen: true });
});

test("an editor that is left behind is not waited for", () => {
  const { again } = openDesk();
  const stop = again.watch(() => {});
  again.putOff();
  stop();
  expect(again.snapshot()).toBeNull();
});

test("who needs a fresh sign-in is not satisfied by an old one", async () => {
  const { again, site, quoin } = openDesk();
  site.refuses = "sign_in_again";
  const gone = quoin.person.deleteMe.mutate({ posts: "trash" }).catch(codeOf);
  await expect.poll(() => again.snapshot()).not.toBeNull();
  again.watch(() => {});
  expect(again.snapshot()?.want).toBe("fresh");
  again.putOff();
  expect(await gone).toBe("sign_in_again");
});
