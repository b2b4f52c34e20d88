// What the process that reads files of an import does: front matter and indexes may be anything.
import { FileRefused, readYaml, splitFile } from "./front-matter.ts";
import type { ReadAnswer, ReadTask } from "./reader.ts";

export async function answer({ kind, text }: ReadTask): Promise<ReadAnswer> {
  try {
    return { done: kind === "file" ? splitFile(text) : { facts: readYaml(text), body: "" } };
  } catch (error) {
    if (error instanceof FileRefused) return { refused: error.message };
    throw error;
  }
}
