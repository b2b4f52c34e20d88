import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";

import { openRun, reader } from "../../testing/folders.ts";
import { importSite } from "../../transfer/import-site.ts";
import { bentText } from "../bent.ts";
import type { FuzzedSite } from "../open-site.ts";

const yaml = `---
title: "A: title"
date: 2026-05-12 09:00:00 +0200
tags: [ink, "two words"]
aliases:
  - /old/address
cover: { image: a.png }
draft: false
excerpt: >
  Folded
  words
---

Words with ![a picture](a.png) and [a link](other.md).
`;
const toml = `+++
title = 'T'
date = 2026-05-12T09:00:00Z
[params]
tags = ["a"]
+++
Words.
`;
const own = `---
id: 01990000-0000-7000-8000-000000000001
state: live
kind: post
slug: here
publishedAt: 2026-05-12T09:00:00.000Z
updatedAt: 2026-05-12T09:00:00.000Z
title: Here
---

Words.
`;
const tokens = [
  "---\n",
  "+++\n",
  "&a ",
  "*a",
  "!!js/function ",
  "<<: ",
  "? ",
  ": ",
  "- ",
  "2026-02-30",
  "{",
  "[",
  "'",
  "# ",
  "|\n",
  "\uFEFF",
];

/** A folder that is imported: front matter of every kind, cut and bent. */
export async function folders(site: FuzzedSite) {
  const options = { dryRun: false, overwrite: false, author: "mara" };
  const texts = fc.oneof(...[yaml, toml, own].map((text) => bentText(text, tokens)));
  return fc.asyncProperty(texts, async (text) => {
    const folder = await mkdtemp(join(tmpdir(), "quoin-fuzz-"));
    try {
      await writeFile(join(folder, "a-post.md"), text);
      await importSite({ services: site.services, reader }, folder, options, openRun());
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
