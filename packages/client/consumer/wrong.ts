// What the types must catch: one complaint for each line that says so, and no other.
import { createQuoin, quoinLinks, refusalOf } from "@quoin/client";
import type { QuoinRouter, RouterOutputs } from "@quoin/client";
import type { inferRouterContext } from "@trpc/server";

type PostId = RouterOutputs["post"]["bySlug"]["id"];
type MediaId = Extract<RouterOutputs["media"]["finish"], { state: "ready" }>["media"]["id"];

const quoin = createQuoin({ url: "https://example.org" });

export const noSuchFeature = quoin.comment; // wrong
export const noSuchVerb = quoin.post.publishNow; // wrong
export const queryThatWrites = () => quoin.post.publish.query({ id: "", version: 1 }); // wrong
export const textForNumber = () => quoin.post.list.query({ limit: "5" }); // wrong
export const missingVersion = () => quoin.post.publish.mutate({ id: "" }); // wrong
export const unknownKey = () => quoin.post.list.query({ pageSize: 5 }); // wrong
export const noUrl = () => createQuoin({ origin: "https://example.org" }); // wrong
export const noLinks = () => quoinLinks(); // wrong

export const privateColumn = (post: RouterOutputs["post"]["bySlug"]) => post.authorId; // wrong
export const dateThatIsText = (post: RouterOutputs["post"]["bySlug"]) => post.publishedAt.getTime(); // wrong
export const nullableCover = (post: RouterOutputs["post"]["bySlug"]) => post.cover.src; // wrong
export const uncheckedOutcome = (saved: RouterOutputs["draft"]["save"]) => saved.theirs; // wrong
export const kindsOfIds = (id: PostId): MediaId => id; // wrong

export const notARefusal = (error: unknown) => refusalOf(error)?.code === "no_such_code"; // wrong
export const perhapsNoRefusal = (error: unknown) => refusalOf(error).message; // wrong
export type NoDatabase = inferRouterContext<QuoinRouter>["db"]; // wrong
