import type { LegalPage } from "./legal.ts";

/** Quoin's own words on the legal pages of a site, as Markdown. */
export const legalDefaults = (siteTitle: string): Record<LegalPage, string> => ({
  privacy: inLines(`
This is what ${siteTitle}, and Quoin, the software it runs on, keep about you and what they do not.

## If you only read

Nothing about you is kept. Pages set no cookie, load nothing from other sites and count nobody.
If you choose light or dark, your own browser remembers it and does not tell us.

To protect the site from floods, the server counts requests by network address for a few minutes and
then forgets them. Its log says which kind of page was asked for and how long that took;
it holds no address, no cookie and no search term.

## If you have an account

We keep your name, your email address, the handle, the picture and the lines about yourself that
you choose, and your role here. They come from the service you sign in with, such as Google, and from you. Your email
address is shown to you and the owner of this site, and while an invitation waits for you, to its
editors. Quoin never learns your password.

While you are signed in, one cookie in your browser says who you are. It is needed for that alone. It
ends when you sign out, or some time after your last visit. Signing in sets one more, for ten minutes. Beside it the server keeps which browser and
system you use and a shortened network address, so that a stranger's session can be told from yours.

For a year the owner can see when you signed in and out, from which shortened network address, and what
was changed about what you may do here.

What you write and upload is kept until you or an editor delete it. Deleted posts wait in the trash for
30 days and are then gone for good. Pictures lose the place and the camera data that were hidden in
them before anyone else sees them.

## What you can ask for

With an account, your account page gives you everything kept about you in one file, lets you correct
it, and deletes your account; you say whether your posts go to somebody else or to the trash. Nothing
then carries your name. For anything else ask the owner of this site. Whoever runs it decides where
the server stands and answers for it; this page describes the software as it comes.
`),
  terms: inLines(`
These are the terms of ${siteTitle} until its owner writes others.

## What you read here

Words and pictures belong to the people whose names stand beside them. Read them, link to them, quote
them with their source. To republish more than a quotation, ask the author first.

## What you publish here

What you write stays yours. By publishing it here you allow this site to show it, to keep copies of it
and to offer it in its feeds, for as long as it is published here. You may take it back at any time.

Publish only what you may publish: your own work, or what its owner allows. Nothing that is against
the law, that harms people, or that pretends to be somebody else. The owner of this site may take
such things down and close the account that posted them.

## What we promise

The site is offered as it is. We take care of it, and cannot promise that it is always there or always
right. Keep copies of what matters to you.
`),
});

/** A paragraph on one line each, as the owner finds it who goes on from here. */
function inLines(text: string): string {
  return `${text.trim().replace(/(?<=[^\n])\n(?=[^\n])/g, " ")}\n`;
}
