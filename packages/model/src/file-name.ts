import { z } from "zod";

const maxLength = 200;
/** Longer is no ending, and may be cut like the rest. */
const maxEnding = 20;
// Nobody sees them: controls, what turns the direction of text, and what has no width.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
// Windows keeps these for devices, whatever their ending ("Naming Files, Paths, and Namespaces").
const devices = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[ .])/i;
const letters = new Intl.Segmenter();

/**
 * The name of a file as the library shows it and offers it for saving: the last part of a path, in
 * NFC, of what can be seen, at most 200 characters with its ending, and none that a system keeps for
 * itself. What is left of nothing is "file". Safe to repeat.
 */
export function fileNameOf(sent: string): string {
  const last = sent.slice(Math.max(sent.lastIndexOf("/"), sent.lastIndexOf("\\")) + 1);
  // However long it is, not much of it has to be looked at.
  const near = last.length > 1000 ? last.slice(0, 900) + last.slice(-maxEnding) : last;
  const name = near
    .toWellFormed()
    .normalize("NFC")
    .replace(unseen, "")
    .replace(/^\s+|[\s.]+$/g, "")
    .replace(devices, "$1_");
  return cut(name) || "file";
}

function cut(name: string): string {
  if (name.length <= maxLength) return name;
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= maxEnding ? name.slice(dot) : "";
  let end = 0;
  for (const { index, segment } of letters.segment(name)) {
    if (index + segment.length > maxLength - ending.length) break;
    end = index + segment.length;
  }
  return name.slice(0, end).replace(/[\s.]+$/, "") + ending;
}

/** A name as callers send it, kept as `fileNameOf` makes it. */
export const FileName = z.string().min(1).transform(fileNameOf);
