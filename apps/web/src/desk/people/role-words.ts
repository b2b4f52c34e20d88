import type { Role } from "@quoin/model";

/** A role with its article. */
export const asRole: Record<Role, string> = {
  owner: "the owner",
  editor: "an editor",
  writer: "a writer",
  reader: "a reader",
};

/** What a role may do, in half a sentence. */
export const mayDo: Record<Role, string> = {
  owner: "everything here is theirs to change",
  editor: "they edit and publish any post, and invite people",
  writer: "they write and publish their own posts",
  reader: "they read, and write nothing",
};
