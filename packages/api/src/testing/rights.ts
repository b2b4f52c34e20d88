import { type CastMember, type ErrorCode, emptyText } from "@quoin/model";
import { eq } from "drizzle-orm";

import { invitations } from "../invitations/invitation.table.ts";
import { identities } from "../people/person.table.ts";
import { addPicture } from "./add-picture.ts";
import type { openWorld } from "./world.ts";

type World = Awaited<ReturnType<typeof openWorld>>;
export type Caller = World["visitor"];

/** Everybody there is to a thing of Mara's: nobody, a reader, another writer, herself, and above her. */
export const askers = {
  nobody: null,
  reader: "rui",
  other: "teo",
  own: "mara",
  editor: "ines",
  owner: "ada",
} as const satisfies Record<string, CastMember | null>;
export type Asker = keyof typeof askers;

/** What is said to somebody: that it is done, or why not. */
export type Said = "done" | ErrorCode;

interface Row {
  says: Record<Asker, Said>;
  /** Asks it about things of Mara's. */
  ask: (caller: Caller, hers: Hers) => Promise<unknown>;
  /** Of what changes something: why it is done though rights changed since it was asked. */
  late?: "it only looks" | "it is about their own sessions" | "it ends what they began";
}

/** Things of Mara's, each made when a row first wants it. */
export type Hers = ReturnType<typeof thingsOf>;
export function thingsOf({ as, services, people, clock }: World) {
  const png = { name: "a.png", type: "image/png", bytes: 10 };
  return {
    people,
    later: () => new Date(Date.parse(clock.now()) + 86_400_000).toISOString(),
    draft: () => as("mara").draft.create({ title: "Hers", slug: "hers" }),
    async named() {
      const draft = await as("mara").draft.create({ title: "Hers" });
      await as("mara").revision.name({ ...draft, name: "One" });
      return draft;
    },
    async trashed() {
      const { id } = await as("mara").draft.create({ title: "Hers" });
      await as("mara").post.trash({ id });
      return { id };
    },
    async live() {
      const draft = await as("mara").draft.create({ title: "Hers", slug: "hers", tags: ["Type"] });
      await as("mara").post.publish(draft);
      return draft;
    },
    async upload() {
      const begun = await as("mara").media.begin(png);
      if (begun.state !== "pending") throw new Error("nothing has to be sent");
      return { id: begun.id };
    },
    picture: async () => ({ id: await addPicture(services, people.mara) }),
    async invitation() {
      await as("ada").invitation.create({ email: "nova@example.com", role: "writer" });
      const [row] = await services.db
        .select({ id: invitations.id })
        .from(invitations)
        .where(eq(invitations.emailNorm, "nova@example.com"));
      return { id: row?.id ?? "" };
    },
    async session() {
      const device = { browser: "Safari", system: "iOS", address: "203.0.113.0/24" };
      const made = { personId: people.mara.id, authVersion: 1, meta: device };
      const { session } = await services.sessions.create(made, Date.parse(clock.now()));
      return { sid: session.sid };
    },
    async bound() {
      const identity = { provider: "google", subject: "g-teo", email: "", createdAt: clock.now() };
      await services.db.insert(identities).values({ ...identity, personId: people.teo.id });
      return { id: people.teo.id };
    },
  };
}

const everyone = says({}, "done");
const members = says({ nobody: "not_signed_in" }, "done");
/** Who has it, and what all others hear that are signed in. */
const only = (those: readonly Asker[], others: ErrorCode) =>
  says(
    { nobody: "not_signed_in", ...Object.fromEntries(those.map((who) => [who, "done"])) },
    others,
  );
const writers = only(["other", "own", "editor", "owner"], "not_allowed");
const editors = only(["editor", "owner"], "not_allowed");
const owner = only(["owner"], "not_allowed");
/** What is private looks as if it were not there. */
const ofDraft = only(["own", "editor", "owner"], "post_not_found");
const ofUpload = { ...only(["own"], "upload_not_found"), reader: "not_allowed" as const };
const hers: Record<Asker, Said> = only(["own"], "session_not_found");

function says(some: Partial<Record<Asker, Said>>, others: Said): Record<Asker, Said> {
  const all = Object.keys(askers).map((who) => [who, some[who as Asker] ?? others]);
  return Object.fromEntries(all) as Record<Asker, Said>; // of the keys just gone through
}

/** Who may call what. A procedure of the router without a row here fails a test. */
export const rights: Record<string, Row> = {
  "audit.list": { says: owner, ask: ({ audit }) => audit.list({}) },

  "draft.create": { says: writers, ask: ({ draft }) => draft.create({ title: "New" }) },
  "draft.read": { says: ofDraft, ask: async ({ draft }, of) => draft.read(await of.draft()) },
  "draft.save": {
    says: ofDraft,
    ask: async ({ draft }, of) => draft.save({ ...(await of.draft()), title: "Changed" }),
  },
  "draft.list": { says: members, ask: ({ draft }) => draft.list({}) },
  "draft.live": { says: ofDraft, ask: async ({ draft }, of) => draft.live(await of.draft()) },
  "draft.address": {
    says: ofDraft,
    ask: async ({ draft }, of) =>
      draft.address({ ...(await of.draft()), slug: null, title: "Hers" }),
  },
  "draft.preview": {
    says: writers,
    ask: ({ draft }) => draft.preview({ body: "*", excerpt: "", cover: null, tags: [] }),
    late: "it only looks",
  },
  "draft.share": { says: ofDraft, ask: async ({ draft }, of) => draft.share(await of.draft()) },
  "draft.unshare": { says: ofDraft, ask: async ({ draft }, of) => draft.unshare(await of.draft()) },

  "invitation.create": {
    says: editors,
    ask: ({ invitation }) => invitation.create({ email: "kim@example.com", role: "writer" }),
  },
  "invitation.list": { says: editors, ask: ({ invitation }) => invitation.list({}) },
  "invitation.revoke": {
    says: editors,
    ask: async ({ invitation }, of) => invitation.revoke(await of.invitation()),
  },

  "media.begin": {
    says: writers,
    ask: ({ media }) => media.begin({ name: "b.png", type: "image/png", bytes: 10 }),
  },
  "media.parts": {
    says: ofUpload,
    ask: async ({ media }, of) => media.parts({ ...(await of.upload()), numbers: [1] }),
  },
  "media.resume": { says: ofUpload, ask: async ({ media }, of) => media.resume(await of.upload()) },
  "media.finish": {
    says: { ...ofUpload, own: "upload_incomplete" }, // it is hers to finish, once it has arrived
    ask: async ({ media }, of) => media.finish(await of.upload()),
  },
  "media.abandon": {
    says: ofUpload,
    ask: async ({ media }, of) => media.abandon(await of.upload()),
    late: "it ends what they began",
  },
  "media.read": {
    says: only(["own", "editor", "owner"], "media_not_found"),
    ask: async ({ media }, of) => media.read(await of.picture()),
  },

  "person.list": { says: members, ask: ({ person }) => person.list({}) },
  "person.byHandle": { says: everyone, ask: ({ person }) => person.byHandle({ handle: "mara" }) },
  "person.updateMe": { says: members, ask: ({ person }) => person.updateMe({ bio: "Changed" }) },
  "person.setRole": {
    says: owner,
    ask: ({ person }, { people: { teo } }) => person.setRole({ id: teo.id, role: "reader" }),
  },
  "person.disable": {
    says: owner,
    ask: ({ person }, { people: { teo } }) => person.disable({ id: teo.id }),
  },
  "person.enable": {
    says: owner,
    ask: ({ person }, { people: { teo } }) => person.enable({ id: teo.id }),
  },
  "person.freeAddress": {
    says: owner,
    ask: async ({ person }, of) => person.freeAddress(await of.bound()),
  },
  "person.transferOwnership": {
    says: owner,
    ask: ({ person }, { people: { ines } }) => person.transferOwnership({ id: ines.id }),
  },
  "person.exportMe": {
    says: members,
    ask: ({ person }) => person.exportMe({}),
    late: "it only looks",
  },
  "person.deleteMe": {
    says: { ...members, owner: "owner_stays" },
    ask: ({ person }) => person.deleteMe({ posts: "trash" }),
  },

  "post.list": { says: everyone, ask: ({ post }) => post.list({}) },
  "post.bySlug": {
    says: everyone,
    ask: async ({ post }, of) => (await of.live()) && post.bySlug({ slug: "hers" }),
  },
  "post.neighbours": {
    says: everyone,
    ask: async ({ post }, of) => (await of.live()) && post.neighbours({ slug: "hers" }),
  },
  "post.search": { says: everyone, ask: ({ post }) => post.search({ query: "hers" }) },
  "post.update": {
    says: ofDraft,
    ask: async ({ post }, of) => post.update({ ...(await of.draft()), featured: true }),
  },
  "post.publish": { says: ofDraft, ask: async ({ post }, of) => post.publish(await of.draft()) },
  "post.unschedule": {
    says: ofDraft,
    ask: async ({ post }, of) => post.unschedule(await of.draft()),
  },
  "post.unpublish": {
    says: only(["own", "editor", "owner"], "not_allowed"), // everybody can see that it is there
    ask: async ({ post }, of) => post.unpublish(await of.live()),
  },
  "post.trash": { says: ofDraft, ask: async ({ post }, of) => post.trash(await of.draft()) },
  "post.recover": { says: ofDraft, ask: async ({ post }, of) => post.recover(await of.trashed()) },

  "revision.list": {
    says: ofDraft,
    ask: async ({ revision }, of) => revision.list(await of.named()),
  },
  "revision.read": {
    says: ofDraft,
    ask: async ({ revision }, of) => revision.read({ ...(await of.named()), revision: 1 }),
  },
  "revision.name": {
    says: ofDraft,
    ask: async ({ revision }, of) => revision.name({ ...(await of.draft()), name: "One" }),
  },
  "revision.keep": {
    says: ofDraft,
    ask: async ({ revision }, of) => {
      const { id } = await of.draft();
      return revision.keep({ id, text: emptyText, name: "One" });
    },
  },
  "revision.rename": {
    says: ofDraft,
    ask: async ({ revision }, of) =>
      revision.rename({ ...(await of.named()), revision: 1, name: "Two" }),
  },
  "revision.restore": {
    says: ofDraft,
    ask: async ({ revision }, of) => revision.restore({ ...(await of.named()), revision: 1 }),
  },

  "session.mine": { says: everyone, ask: ({ session }) => session.mine() },
  "session.list": { says: members, ask: ({ session }) => session.list() },
  "session.revoke": {
    says: hers,
    ask: async ({ session }, of) => session.revoke(await of.session()),
    late: "it is about their own sessions",
  },
  "session.revokeOthers": {
    says: members,
    ask: ({ session }) => session.revokeOthers(),
    late: "it is about their own sessions",
  },

  "site.read": { says: everyone, ask: ({ site }) => site.read() },
  "site.readSettings": { says: owner, ask: ({ site }) => site.readSettings() },
  "site.update": { says: owner, ask: ({ site }) => site.update({ version: 1, title: "Changed" }) },
  "site.previewLegal": {
    says: owner,
    ask: ({ site }) => site.previewLegal({ text: "*" }),
    late: "it only looks",
  },
  "site.pages": { says: members, ask: ({ site }) => site.pages({}) },

  "tag.list": { says: writers, ask: ({ tag }) => tag.list({}) },
  "tag.update": {
    says: editors,
    ask: async ({ tag }, of) =>
      (await of.live()) &&
      tag.update({ slug: "type", seen: { name: "Type", description: "" }, description: "Lead." }),
  },
};
