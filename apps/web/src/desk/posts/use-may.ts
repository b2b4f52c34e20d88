import { type DraftView, type PostRight, postRights } from "@quoin/model";

import { useMe } from "../shell/shell.tsx";

/** Whether I may do something with a post, asked as the server will ask it. */
export const useMay = (right: PostRight, post: Pick<DraftView, "authorId">): boolean =>
  postRights[right](useMe(), post);
