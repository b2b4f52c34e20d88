import type { Id } from "@quoin/model";
import { v7 } from "uuid";

/** A new id: UUID version 7, so rows sort by birth (RFC 9562 §5.7). */
export const newId = <Kind extends string>(): Id<Kind> => v7() as Id<Kind>; // the brand
