import { admit, refusalOf, storeForm, type Viewer } from "@quoin/api";
import { canWrite, fileNameOf, type FormUpload, QuoinError } from "@quoin/model";
import { type Context, Hono } from "hono";

import { describeError } from "../../log.ts";
import { bodyOf } from "../request/body.ts";
import type { Door, Env } from "../request/door.ts";
import { openRequest } from "../request/request-context.ts";
import { type FormFile, formFiles } from "./form-files.ts";

const maxBytes = 1_000_000_000;
const maxMs = 2 * 60 * 1000;
const atOnce = { ofOnePerson: 2, inAll: 8 };

/**
 * `POST /api/uploads`: multipart/form-data, any number of files in the field `files`. Answers one
 * entry per file, in their order; a file that is refused does not keep the others out.
 */
export function uploadRoutes(door: Door): Hono<Env> {
  const running: string[] = [];

  async function store(
    { person }: Viewer,
    file: FormFile,
    signal: AbortSignal,
  ): Promise<FormUpload> {
    const sent = { file_name: fileNameOf(file.name), content_type: file.type };
    try {
      if (file.name.includes("\uFFFD")) throw new QuoinError("file_name_unreadable");
      const { id, url } = await storeForm(door.services, person, file, signal);
      return { key: id, url: new URL(url, door.url).href, ...sent, successful: true };
    } catch (error) {
      const { code, message } = signal.aborted ? timedOut() : refusalOf(error);
      if (code === "internal") door.log.error("upload failed", describeError(error));
      return { key: "", url: "", ...sent, successful: false, error: message };
    } finally {
      file.skip();
    }
  }

  async function storeAll(c: Context<Env>, viewer: Viewer): Promise<FormUpload[]> {
    const body = bodyOf(c, { maxBytes, silenceMs: door.silenceMs, isUpload: true });
    const headers = Object.fromEntries(c.req.raw.headers);
    const signal = AbortSignal.timeout(maxMs);
    const answers: FormUpload[] = [];
    try {
      for await (const file of formFiles(body, headers, signal)) {
        answers.push(await store(viewer, file, signal));
      }
    } catch (error) {
      if (answers.length === 0) throw signal.aborted ? timedOut() : error;
      c.header("Connection", "close"); // the rest of the form is not read
    }
    if (answers.length === 0) throw new QuoinError("form_unreadable");
    return answers;
  }

  return new Hono<Env>().post("/api/uploads", async (c) => {
    c.header("Cache-Control", "private, no-store");
    const asked = openRequest(c, door);
    const viewer = await admit(asked.context);
    const cookie = asked.renewedCookie();
    if (cookie !== undefined) c.header("Set-Cookie", cookie);
    if (!canWrite(viewer.person)) throw new QuoinError("not_allowed");
    const { id } = viewer.person;
    const mine = running.filter((other) => other === id).length;
    if (mine >= atOnce.ofOnePerson) throw new QuoinError("upload_quota", { retryAfterSeconds: 5 });
    if (running.length >= atOnce.inAll) {
      throw new QuoinError("storage_unavailable", { retryAfterSeconds: 5 });
    }
    running.push(id);
    try {
      return c.json(await storeAll(c, viewer));
    } finally {
      running.splice(running.indexOf(id), 1);
    }
  });
}

const timedOut = () => new QuoinError("upload_timed_out");
