export const commandNames = ["export", "import", "backup", "restore"] as const;
export type CommandName = (typeof commandNames)[number];

export const usage = `Usage: quoin <command>

  quoin export <folder>   write every post, page, draft and picture as files
  quoin import <folder>   read such a folder, or one of Jekyll, Hugo, Astro …
  quoin backup <file>     pack the whole of an embedded site into one file
  quoin restore <file>    make a backup the site of an empty QUOIN_DATA

  quoin <command> --help  more about one of them
  quoin --version

Commands read the same settings as the site: the environment, and .env in a clone. All but
restore work while the site is running, and while it is not.
`;

const about: Record<CommandName, string> = {
  export: `Usage: quoin export <folder>

Writes every post and page as Markdown with front matter, what is not public and what is in the
trash too; pictures and files beside them; redirects, settings, tags and the names of authors.
Nobody's address and no history is in it. docs/leaving.md describes each file.

The folder is made, or must be empty or an earlier export, which then becomes this one: files of
posts that are gone go. Nothing else is touched. The same site gives the same bytes.
`,
  import: `Usage: quoin import <folder> [--dry-run] [--overwrite] [--author <handle>]

Reads an export of Quoin, or a folder of Markdown files with front matter (YAML or TOML) and
pictures, as Jekyll, Hugo, Astro or Eleventy keep them. A second run changes nothing. Says of each
file what became of it: made, updated, same (only counted), conflict or skipped, and why.

  --dry-run           say all of that, and change nothing
  --overwrite         replace what was changed on the site since; its words stay in the history
  --author <handle>   whose posts are those that name nobody here; without it the owner's

Ends with 1 when a file was skipped or is a conflict, after all the others were read.
`,
  backup: `Usage: quoin backup <file>

Packs the database and all files of an embedded site into one archive (tar, gzip) that only its
owner can read, running or not. Sessions are not in it: after a restore everybody signs in again.
The file is new, and has its name only once it is whole.

With Postgres or S3, use pg_dump and the tools of your storage: docs/deploy.md says how.
`,
  restore: `Usage: quoin restore <file>

Makes a backup the site of QUOIN_DATA, which must be empty or absent. Everything in the file is
checked before anything is written. The site must not be running.
`,
};

export const commandUsage = (name: CommandName): string => about[name];
