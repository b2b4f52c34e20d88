import { expectNoOutgrowth } from "@quoin/api/testing/growth";
import { test } from "vitest";

import { acceptedEncodings } from "./accepted-encoding.ts";
import { makePage, namesPage } from "./cached-page.ts";
import { withAbsoluteAddresses } from "./http/feeds/absolute-addresses.ts";
import { xml } from "./http/feeds/xml.ts";
import { askedRange } from "./http/files/asked-range.ts";
import { withoutLastSlashes } from "./http/pages/without-last-slashes.ts";
import { clientAddress } from "./http/request/client-address.ts";
import { cookiesOf } from "./http/request/cookies.ts";
import { deviceOf } from "./http/sign-in/device.ts";
import { returnAddress } from "./http/sign-in/return-address.ts";
import { describeError } from "./log.ts";
import { fileBase } from "./transfer/file-names.ts";
import { mediaMentions, textLeaving } from "./transfer/media-paths.ts";
import { readForeignPost } from "./transfer/read-foreign-post.ts";
import { momentOf } from "./transfer/read-post.ts";
import { findReferences, pathOf } from "./transfer/references.ts";

const url = new URL("https://a.example");
const page = makePage("x", {});
const cookies = cookiesOf(url);
const foreign = (tags: string) =>
  readForeignPost("a.md", { title: "a", slug: "a", tags, aliases: tags }, "", "2026-01-01");
const unless = (work: (text: string) => unknown) => (text: string) => {
  try {
    return work(text);
  } catch (error) {
    return error; // a refusal in words is as good
  }
};

test.for<[string, (text: string) => unknown]>([
  ["what a browser may be answered in", acceptedEncodings],
  ["which page it has", (text) => namesPage(text, page)],
  ["which part of a file it wants", (text) => askedRange(text, text, '"a"')],
  ["its cookies", (text) => [cookies.session.valuesIn(text), cookies.bindingsIn(text)]],
  ["where it is", (text) => clientAddress(text, text, 1)],
  ["what it is", (text) => deviceOf(text, "192.0.2.1")],
  ["where it goes after signing in", (text) => returnAddress(`/${text}`, url)],
  ["an address with slashes at its end", withoutLastSlashes],
  ["HTML for feeds", (text) => withAbsoluteAddresses(text, url.href)],
  ["words for XML", xml],
  ["an error for the log", (text) => describeError(new Error(text))],
  ["a text that leaves", (text) => textLeaving(text, () => "a.png")],
  ["a text that comes back", mediaMentions],
  ["a text of another program", findReferences],
  ["an address in it", pathOf],
  ["facts of another program", unless(foreign)],
  ["a moment in them", unless((text) => momentOf(text, "date"))],
  ["a name for a file", fileBase],
])("reading %s takes no longer than it is long", ([, work]) => expectNoOutgrowth(work));
