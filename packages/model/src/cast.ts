import type { Role } from "./person.ts";

interface Member {
  handle: string;
  name: string;
  email: string;
  role: Role;
  bio: string;
}

/** The people of tests, the development seed and the local sign-in provider. */
export const cast = {
  ada: {
    handle: "ada",
    name: "Ada",
    email: "ada@quoin.test",
    role: "owner",
    bio: "Ada looks after this site and the press in the basement.",
  },
  ines: {
    handle: "ines",
    name: "Ines",
    email: "ines@quoin.test",
    role: "editor",
    bio: "Ines edits. She has never met a comma she did not question.",
  },
  mara: {
    handle: "mara",
    name: "Mara",
    email: "mara@quoin.test",
    role: "writer",
    bio: "Mara writes about type, paper and the machines between them.",
  },
  teo: {
    handle: "teo",
    name: "Teo",
    email: "teo@quoin.test",
    role: "writer",
    bio: "Teo writes about software that lasts.",
  },
  rui: {
    handle: "rui",
    name: "Rui",
    email: "rui@quoin.test",
    role: "reader",
    bio: "Rui reads everything twice.",
  },
} as const satisfies Record<string, Member>;

export type CastMember = keyof typeof cast;
