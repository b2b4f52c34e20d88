import type { MediaId, PostText } from "@quoin/model";

import { mediaIdsIn } from "../../markdown/index.ts";

/** The media that a text, or a part of one, shows or offers. */
export const mediaIn = ({ body = "", cover = null }: Partial<PostText>): MediaId[] =>
  cover === null ? mediaIdsIn(body) : [...mediaIdsIn(body), cover];
