import { z } from "zod";

/** What can be asked of a site, here or of the process that runs it. Paths are absolute. */
export const Command = z.discriminatedUnion("name", [
  z.object({ name: z.literal("export"), folder: z.string() }),
  z.object({
    name: z.literal("import"),
    folder: z.string(),
    dryRun: z.boolean(),
    overwrite: z.boolean(),
    author: z.string().optional(),
  }),
  z.object({ name: z.literal("backup"), file: z.string() }),
]);
export type Command = z.infer<typeof Command>;

/** Nobody but a stopped site can be restored. */
export interface RestoreCommand {
  name: "restore";
  file: string;
}
