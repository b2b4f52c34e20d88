import { type MediaId, type PostField, postFields, type PostText } from "@quoin/model";
import { and, type AnyColumn, eq, isNull, type SQL, sql } from "drizzle-orm";
import { text, uuid } from "drizzle-orm/pg-core";

import { media } from "../../media/media.table.ts";

/** The columns of a text, the same in drafts and in revisions. */
export const textColumns = () => ({
  title: text("title").notNull(),
  excerpt: text("excerpt").notNull(),
  /** Markdown, exactly as typed. */
  body: text("body").notNull(),
  tags: text("tags").array().notNull(),
  cover: uuid("cover_id")
    .$type<MediaId>()
    .references(() => media.id),
});

/** The same of a draft, which begins empty. */
export function draftTextColumns() {
  const { title, excerpt, body, tags, ...rest } = textColumns();
  return {
    title: title.default(""),
    excerpt: excerpt.default(""),
    body: body.default(""),
    tags: tags.default([]),
    ...rest,
  };
}

// A field of a text without a column, or a column that holds something else, does not compile.
type TextTable = { [Field in PostField]: AnyColumn<{ data: NonNullable<PostText[Field]> }> };

/** What a query selects to have the text of a row. */
export const textIn = <Table extends TextTable>(table: Table): Pick<Table, PostField> =>
  // The cast: entries of these very keys.
  Object.fromEntries(postFields.map((field) => [field, table[field]])) as Pick<Table, PostField>;

/** `isSameText`, asked of the database. */
export const sameTextSql = (one: TextTable, other: TextTable): SQL<boolean> =>
  sql<boolean>`(${fieldsOf(one)}) IS NOT DISTINCT FROM (${fieldsOf(other)})`;

/** The same, of a row and a text at hand. */
export const holdsText = (table: TextTable, kept: PostText): SQL | undefined =>
  and(
    ...compared.map((field) =>
      kept[field] === null ? isNull(table[field]) : eq(table[field], kept[field]),
    ),
  );

// The body comes last: most texts that differ do so before it.
const compared = postFields.toSorted(
  (one, other) => Number(one === "body") - Number(other === "body"),
);

const fieldsOf = (table: TextTable): SQL =>
  sql.join(
    compared.map((field) => sql`${table[field]}`),
    sql`, `,
  );
