import type { Page } from "./page.ts";

/** Where nothing is, nor ever was. */
export const notFoundPage: Page<null> = {
  head: () => ({ title: "Not found", description: "" }),
  body: () => (
    <div className="notice">
      <p className="kicker">404</p>
      <h1>There is nothing at this address.</h1>
      <p>
        It may have been typed wrongly, or the link that led here was. The{" "}
        <a href="/archive">archive</a> lists everything there is, and the <a href="/">front page</a>{" "}
        what is new.
      </p>
    </div>
  ),
};

/** Where a post was that its writer took away. */
export const gonePage: Page<null> = {
  head: () => ({ title: "Taken down", description: "" }),
  body: () => (
    <div className="notice">
      <p className="kicker">410</p>
      <h1>What was here has been taken down.</h1>
      <p>
        There was a post at this address once. Everything that is still public is in the{" "}
        <a href="/archive">archive</a>.
      </p>
    </div>
  ),
};
