import { expect, test } from "vitest";

import { canEdit, canEditAll, canGovernSite, canWrite } from "./can.ts";
import { PersonId } from "./id.ts";
import { roles } from "./person.ts";

const id = PersonId.parse("0190d4f0-0000-7000-8000-000000000001");
const other = PersonId.parse("0190d4f0-0000-7000-8000-000000000002");

/** Who may, role by role, from most to least. */
const table: [string, (role: (typeof roles)[number]) => boolean, boolean[]][] = [
  [
    "edit a post of their own",
    (role) => canEdit({ id, role }, { authorId: id }),
    [true, true, true, false],
  ],
  [
    "edit somebody else's post",
    (role) => canEdit({ id, role }, { authorId: other }),
    [true, true, false, false],
  ],
  ["see everybody's drafts", (role) => canEditAll({ role }), [true, true, false, false]],
  ["write", (role) => canWrite({ role }), [true, true, true, false]],
  ["govern the site", (role) => canGovernSite({ role }), [true, false, false, false]],
];

test.each(table)("owners, editors, writers and readers may %s or may not", (_, may, expected) => {
  expect(roles.map(may)).toEqual(expected);
});
