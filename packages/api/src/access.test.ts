import { emptyText } from "@quoin/model";
import { expect, test } from "vitest";

import { newId } from "./new-id.ts";
import { openWorld, refusal } from "./testing/world.ts";

const { as, visitor } = await openWorld();
type Caller = typeof visitor;

const png = { name: "a.png", type: "image/png", bytes: 10 };
const invalid = refusal("input_invalid");

/** Everything that is done to one thing by its id, and what is said when there is none. */
const doors: Record<string, (caller: Caller, id: string) => Promise<unknown>> = {
  "draft.read": ({ draft }, id) => draft.read({ id }),
  "draft.save": ({ draft }, id) => draft.save({ id, version: 1, title: "Mine now" }),
  "draft.live": ({ draft }, id) => draft.live({ id }),
  "draft.share": ({ draft }, id) => draft.share({ id }),
  "draft.unshare": ({ draft }, id) => draft.unshare({ id }),
  "revision.list": ({ revision }, id) => revision.list({ id }),
  "revision.read": ({ revision }, id) => revision.read({ id, revision: 1 }),
  "revision.name": ({ revision }, id) => revision.name({ id, version: 1, name: "Mine" }),
  "revision.keep": ({ revision }, id) => revision.keep({ id, text: emptyText, name: "Mine" }),
  "revision.rename": ({ revision }, id) => revision.rename({ id, revision: 1, name: "Mine" }),
  "revision.restore": ({ revision }, id) => revision.restore({ id, revision: 1, version: 1 }),
  "post.update": ({ post }, id) => post.update({ id, featured: true }),
  "post.publish": ({ post }, id) => post.publish({ id, version: 1 }),
  "post.unschedule": ({ post }, id) => post.unschedule({ id }),
  "post.unpublish": ({ post }, id) => post.unpublish({ id }),
  "post.trash": ({ post }, id) => post.trash({ id }),
  "post.recover": ({ post }, id) => post.recover({ id }),
  "media.parts": ({ media }, id) => media.parts({ id, numbers: [1] }),
  "media.resume": ({ media }, id) => media.resume({ id }),
  "media.finish": ({ media }, id) => media.finish({ id }),
  "media.abandon": ({ media }, id) => media.abandon({ id }),
  "invitation.revoke": ({ invitation }, id) => invitation.revoke({ id }),
};

async function said(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => "done",
    (error: unknown) => error,
  );
}

test.each(Object.entries(doors))(
  "S-33: %s tells nobody whether what is somebody else's exists",
  async (name, knock) => {
    const { id: draft } = await as("mara").draft.create({ title: "Hers" });
    const upload = await as("mara").media.begin(png);
    const id = name.startsWith("media.") && upload.state === "pending" ? upload.id : draft;
    for (const who of ["teo", "rui"] as const) {
      const answer = await said(knock(as(who), id));
      expect(answer, who).toBeInstanceOf(Error);
      expect(answer, who).toEqual(await said(knock(as(who), newId())));
      expect(answer, who).not.toEqual(invalid);
    }
    expect(await said(knock(visitor, id))).toEqual(refusal("not_signed_in"));
    const { text, version } = await as("mara").draft.read({ id: draft });
    expect([text.title, version]).toEqual(["Hers", 1]);
  },
);

test("S-33: an id tells nothing of the next one", async () => {
  const made = await Promise.all(
    Array.from({ length: 50 }, () => as("mara").draft.create({ title: "One of many" })),
  );
  // UUIDv7: a moment, then 74 random bits.
  const random = made.map(({ id }) => id.slice(14));
  expect(new Set(random).size).toBe(50);
  expect(random.every((text) => /^7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text))).toBe(
    true,
  );
});
