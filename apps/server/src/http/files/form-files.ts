import { on } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";

import { QuoinError } from "@quoin/model";
import busboy, { type Busboy, type FileInfo } from "busboy";

/** One file of a form, while it streams in. */
export interface FormFile {
  /** As it was sent; U+FFFD stands where it was not UTF-8. */
  name: string;
  type: string;
  body: AsyncIterable<Uint8Array>;
  /** Lets the rest of it pass, so that the next file can come. */
  skip: () => void;
}

// Of the whole form. Everything but files is ignored, and there is little reason to send any.
const limits = { files: 100, fields: 100, parts: 200, fieldSize: 1000, fieldNameSize: 100 };

/**
 * The files of a multipart/form-data body in its field `files`, one after the other and never in
 * memory. Ends with an error, and every open file with it, when the body does, the signal fires, or
 * the form cannot be read: busboy alone would leave its open file waiting for ever.
 *
 * @throws QuoinError `type_unsupported`, `form_malformed`, `form_unreadable`, `body_too_large`, and
 * what the body throws
 */
export async function* formFiles(
  body: AsyncIterable<Uint8Array>,
  headers: IncomingHttpHeaders,
  signal: AbortSignal,
): AsyncGenerator<FormFile> {
  const parser = openParser(headers);
  const files = on(parser, "file", { close: ["close"] });
  const source = Readable.from(body, { objectMode: false });
  const stop = () => parser.destroy(signal.reason);

  endWithFiles(parser);
  // busboy says what is wrong and leaves its open file as it is; and complains once more when it is
  // destroyed, when an error that nobody listens to would end the process.
  parser.on("error", (error: Error) => parser.destroy(error));
  parser.on("file", (_, stream) => stream.on("error", () => {})); // whoever reads it hears of it too
  for (const limit of ["filesLimit", "fieldsLimit", "partsLimit"] as const) {
    parser.on(limit, () => parser.destroy(new QuoinError("body_too_large")));
  }
  signal.addEventListener("abort", stop);
  source.on("error", (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const [field, stream, { filename, mimeType }] of files as AsyncIterable<Found>) {
      const skip = () => void stream.resume();
      // An empty control of a browser's form sends a file without a name.
      if (field !== "files" || !filename) skip();
      else yield { name: filename, type: mimeType, body: pausable(stream), skip };
    }
  } catch (error) {
    throw signal.aborted ? error : inWords(error);
  } finally {
    signal.removeEventListener("abort", stop);
    source.unpipe(parser).destroy();
    parser.destroy();
  }
}

/**
 * Has a parser fail where its form is over and a file is not. busboy reads on behind the end of a
 * form; a file that begins there would be waited for without end.
 */
function endWithFiles(parser: Busboy): void {
  let isOpen = false;
  parser.on("file", (_, stream) => {
    isOpen = true;
    const push = stream.push.bind(stream);
    stream.push = (chunk, encoding) => {
      isOpen = chunk !== null;
      return push(chunk, encoding);
    };
  });
  // What a Writable does when it has been given all; every Writable has it, by that name alone.
  const end = Reflect.get<Busboy, "_final">(parser, "_final").bind(parser);
  const endWhole: typeof end = (done) =>
    isOpen ? done(new Error("Unexpected end of form")) : end(done);
  Object.assign(parser, { _final: endWhole });
}

type Found = [field: string, stream: Readable, info: FileInfo];

function openParser(headers: IncomingHttpHeaders) {
  try {
    return busboy({ headers, limits, defParamCharset: "utf8", preservePath: true });
  } catch {
    throw new QuoinError("type_unsupported");
  }
}

/** Iterating ends without destroying the stream: busboy waits for it to be read to its end. */
const pausable = (stream: Readable): AsyncIterable<Uint8Array> => ({
  async *[Symbol.asyncIterator]() {
    try {
      yield* stream.iterator({ destroyOnReturn: false });
    } catch (error) {
      throw inWords(error);
    }
  },
});

/** What busboy says of a form, as a refusal. It has no codes, so its words must do. */
function inWords(error: unknown): unknown {
  if (error instanceof QuoinError || !(error instanceof Error)) return error;
  const isMalformed = error.message === "Malformed part header";
  return new QuoinError(isMalformed ? "form_malformed" : "form_unreadable");
}
