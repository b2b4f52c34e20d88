import { postFields, type PostText, twoTexts } from "@quoin/model";
import { beforeEach, describe, expect, test } from "vitest";

import { addPicture } from "../testing/add-picture.ts";
import { openWorld } from "../testing/world.ts";
import { checkIncoming, placePost } from "../transfer/index.ts";
import { takePost } from "../transfer/take-posts.ts";

const { as, clock, people, services } = await openWorld();
const mara = () => as("mara");
let [one, two]: PostText[] = [];

beforeEach(async () => {
  const pictures = [
    await addPicture(services, people.mara),
    await addPicture(services, people.mara),
  ];
  [one, two] = twoTexts(pictures as [(typeof pictures)[0], (typeof pictures)[0]]);
});

describe.each(postFields)("the %s of a text", (field) => {
  const texts = () => {
    if (!one || !two) throw new Error("there are no texts");
    return { one, other: { ...one, [field]: two[field] }, change: { [field]: two[field] } };
  };

  /** A post published with one text, whose draft has another in this field alone. */
  async function changedPost() {
    const { one: text, change } = texts();
    const { id } = await mara().draft.create({ ...text, slug: "one" });
    await mara().post.publish({ id, version: 1 });
    clock.advance(60_000);
    await mara().draft.save({ id, version: 1, ...change });
    return { id, version: 2 };
  }

  test("makes a draft changed when it alone is another", async () => {
    const { id } = await changedPost();
    expect(await mara().draft.read({ id })).toMatchObject({
      state: "changed",
      text: texts().other,
    });
    expect((await mara().draft.list({ state: "changed" })).items).toMatchObject([{ id }]);
    await mara().draft.save({ id, version: 2, ...texts().one });
    expect(await mara().draft.read({ id })).toMatchObject({ state: "live", text: texts().one });
    expect((await mara().draft.list({ state: "changed" })).items).toEqual([]);
  });

  test("is told to both where two people meet", async () => {
    const { id } = await changedPost();
    const yours = { ...texts().other, slug: "one" };
    expect(await mara().draft.save({ id, version: 1, ...texts().one })).toMatchObject({
      outcome: "conflict",
      theirs: yours,
    });
    expect(await mara().post.publish({ id, version: 1 })).toMatchObject({ theirs: yours });
  });

  test("is kept in history, compared there, and comes back", async () => {
    const { id } = await changedPost();
    const [live] = (await mara().revision.list({ id })).items;
    expect(live).toMatchObject({ number: 1, isDraft: false });
    await mara().revision.name({ id, version: 2, name: "Other" });
    expect(await mara().revision.read({ id, revision: 2 })).toMatchObject({ text: texts().other });
    expect((await mara().revision.list({ id })).items).toMatchObject([
      { number: 2, isDraft: true },
      { number: 1, isDraft: false },
    ]);
    await mara().revision.restore({ id, revision: 1, version: 2 });
    expect((await mara().draft.read({ id })).text).toMatchObject(texts().one);
    await mara().revision.restore({ id, revision: 2, version: 3 });
    expect((await mara().draft.read({ id })).text).toMatchObject(texts().other);
    expect((await mara().revision.list({ id })).items).toHaveLength(2); // both were kept already
  });

  test("is published, at once or later, and known to be", async () => {
    const draft = await changedPost();
    const later = "2026-05-13T09:00:00.000Z";
    await mara().post.publish({ ...draft, at: later });
    expect((await mara().draft.read(draft)).schedule).toMatchObject({ isCurrent: true });
    await mara().draft.save({ ...draft, ...texts().one });
    expect((await mara().draft.read(draft)).schedule).toMatchObject({ isCurrent: false });
    expect((await mara().draft.list({ state: "scheduled" })).items).toMatchObject([
      { schedule: { isCurrent: false } },
    ]);
    await mara().draft.save({ ...draft, version: 3, ...texts().other });
    expect(await mara().post.publish({ id: draft.id, version: 4 })).toMatchObject({
      outcome: "published",
    });
    expect((await mara().draft.live(draft)).text).toMatchObject(texts().other);
    expect((await mara().draft.read(draft)).state).toBe("live");
  });

  test("is given back with everything about its writer", async () => {
    const { id } = await changedPost();
    const { posts, revisions } = await mara().person.exportMe({});
    expect(posts).toMatchObject([{ id, draft: texts().other, published: texts().one }]);
    expect(revisions).toMatchObject([{ postId: id, text: texts().one }]);
  });

  test("leaves with its post and arrives with it", async () => {
    const { id } = await changedPost();
    const left = await takePost(services, id);
    expect(left).toMatchObject({ live: texts().one, draft: texts().other });
    if (!left) throw new Error("nothing left");
    const place = { author: people.mara, isAuthorStated: false, overwrite: false, dryRun: false };
    const file = { id, slug: "one", live: left.live, draft: left.draft, scheduled: null };
    const same = await placePost(services, { ...place, post: checkIncoming(file) });
    expect(same).toMatchObject({ outcome: "same" });
    const post = checkIncoming({ ...file, draft: { ...left.draft, ...texts().one } });
    const placed = await placePost(services, { ...place, overwrite: true, post });
    expect(placed).toMatchObject({ outcome: "updated" });
    expect(await takePost(services, id)).toMatchObject({ live: texts().one, draft: texts().one });
  });
});
