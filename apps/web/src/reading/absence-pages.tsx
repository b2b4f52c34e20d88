import type { PostLink } from "@quoin/model";
import type { ReactNode } from "react";

import { postPath } from "../parts/addresses.ts";
import type { Page } from "./document/page.ts";
import { SearchBox } from "./search-box.tsx";

/** What helps somebody whom an address has led nowhere. */
export interface Absence {
  /** The words of the address, to look for. */
  words: string;
  nearest: readonly PostLink[];
}

/** Where nothing is, nor ever was. */
export const notFoundPage: Page<Absence> = {
  head: () => ({ title: "Not found", description: "" }),
  body: (absence) => (
    <Notice {...absence} status={404} title="There is nothing at this address.">
      It may have been typed wrongly, or the link that led here was. The{" "}
      <a href="/archive">archive</a> lists everything there is, and the <a href="/">front page</a>{" "}
      what is new.
    </Notice>
  ),
};

/** Where a post was that its writer took away. */
export const gonePage: Page<Absence> = {
  head: () => ({ title: "Taken down", description: "" }),
  body: (absence) => (
    <Notice {...absence} status={410} title="What was here has been taken down.">
      There was a post at this address once. Everything that is still public is in the{" "}
      <a href="/archive">archive</a>.
    </Notice>
  ),
};

interface NoticeProps extends Absence {
  status: number;
  title: string;
  children: ReactNode;
}

function Notice({ status, title, words, nearest, children }: NoticeProps) {
  return (
    <div className="notice">
      <p className="kicker">{status}</p>
      <h1>{title}</h1>
      <p>{children}</p>
      <SearchBox query={words} />
      {nearest.length > 0 && (
        <section className="nearest" aria-labelledby="_nearest">
          <h2 id="_nearest">Perhaps you meant</h2>
          <ul>
            {nearest.map((post) => (
              <li key={post.slug}>
                <a href={postPath(post.slug)} dir="auto">
                  {post.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
