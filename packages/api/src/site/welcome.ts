/** The first post of a new site: what Quoin is, in the Markdown it understands. */
export const welcome = {
  title: "Welcome to Quoin",
  excerpt: "What this site is, how to write your first post, and what Markdown can do here.",
  tags: ["Quoin"],
  body: `A *quoin* is the wedge that locks type in place before a page is printed. This site runs on software of that name, and this is its first post: change it, or put it in the trash. It will not come back.

## Write your first post

1. Choose **Sign in**, at the top of this page.
2. On your desk, choose **New post** and start typing. Every word is kept as you type it.
3. Choose **Publish** when it is ready. Until then nobody else can see it.

Later edits stay private too, until you publish them. If you change a post's address, the old one leads to the new one for good.

## What Markdown can do

You write plain text with a few marks, and it stays plain text: *emphasis*, **strong words**, ~~second thoughts~~, \`code\` and [links](https://commonmark.org/help/). The toolbar knows the marks, so you need not.

> Type well set is type that nobody notices.
>
> — said in many printing shops

Code keeps its colours:

\`\`\`ts
interface Wedge {
  angle: number;
  /** In millimetres. */
  length: number;
}

export const locks = ({ angle, length }: Wedge): boolean => angle < 15 && length > 40;
\`\`\`

Tables line up:

| Quoin        | Made of | Locks with |
| ------------ | ------- | ---------- |
| Common       | Wood    | A mallet   |
| Hempel, 1878 | Iron    | A key      |
| This one     | Types   | A compiler |

Lists can be ticked:

- [x] Start Quoin
- [ ] Write something
- [ ] Publish it

And a remark that would break the line can wait at the foot of the page.[^1]

To add a picture, drop it on the text, paste it, or choose **Add picture**.

[^1]: Like this one. The arrow leads back to where you were.
`,
};
