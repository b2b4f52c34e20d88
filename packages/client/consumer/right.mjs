// A plain JavaScript app, against a site that knows no post.
import { createQuoin, refusalOf } from "@quoin/client";

const message = "There is no post at that address.";
const refusal = { code: "post_not_found", details: {} };
const data = { code: "NOT_FOUND", httpStatus: 404, path: "post.bySlug", refusal };
const quoin = createQuoin({
  url: "https://example.org",
  fetch: async () => Response.json([{ error: { message, code: -32_004, data } }], { status: 404 }),
});

await quoin.post.bySlug.query({ slug: "nothing" }).catch((error) => {
  const known = refusalOf(error);
  process.stdout.write(`${known.code} ${known.message}\n`);
});
