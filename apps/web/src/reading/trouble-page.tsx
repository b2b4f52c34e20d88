import type { Page } from "./document/page.ts";

/** A refusal in words. */
export interface Trouble {
  status: number;
  /** What is wrong and what to do, as the refusal says it. */
  message: string;
  /** What finds this request in the log. */
  requestId: string;
  /** Where to go on, when the front page is not the place. */
  next?: { label: string; href: string };
}

/** What a person sees when something could not be done. */
export const troublePage: Page<Trouble> = {
  head: () => ({ title: "That did not work", description: "" }),
  body: ({ status, message, requestId, next = { label: "Go to the front page", href: "/" } }) => (
    <div className="notice">
      <p className="kicker">{status}</p>
      <h1>{message}</h1>
      <p>
        <a href={next.href}>{next.label}</a>
      </p>
      <p className="fine-print">
        If it stays like this, tell whoever looks after this site: request <code>{requestId}</code>.
      </p>
    </div>
  ),
};
