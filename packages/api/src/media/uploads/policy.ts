import type { Tx } from "@quoin/drivers";
import {
  canWrite,
  isUploadType,
  maxFileBytes,
  type Person,
  QuoinError,
  type UploadType,
  uploadTypes,
} from "@quoin/model";

import { requirePresent } from "../../people/present.ts";
import type { Needs } from "../../services.ts";

/**
 * Writers and up upload: asked at every step of an upload, which may take hours.
 *
 * @throws QuoinError `not_allowed`, `session_expired`
 */
export async function requireWriter(tx: Tx, person: Pick<Person, "id">): Promise<void> {
  if (!canWrite(await requirePresent(tx, person))) throw new QuoinError("not_allowed");
}

/** What some systems call types of ours. */
const alsoCalled: Record<string, UploadType> = {
  "image/jpg": "image/jpeg",
  "audio/mp3": "audio/mpeg",
  "application/x-zip-compressed": "application/zip",
};

/**
 * The one rule about what may be uploaded and how large it may be, at every door.
 *
 * @throws QuoinError `upload_type_refused`, `image_type_unsupported`
 */
export function acceptType(
  declared: string,
  { site }: Needs<"site">,
  fileBytes = maxFileBytes,
): { type: UploadType; isImage: boolean; maxBytes: number } {
  const essence = (declared.split(";")[0] ?? "").trim().toLowerCase();
  const type = alsoCalled[essence] ?? essence;
  if (!isUploadType(type)) throw refusedType(type);
  const isImage = uploadTypes[type].kind === "image";
  return { type, isImage, maxBytes: isImage ? site.maxImageBytes : fileBytes };
}

/** A refusal of a type, or of a file that shows itself as another one than it was called. */
export function refusedType(type: string): QuoinError {
  const isStrangePicture = type.startsWith("image/") && !isUploadType(type);
  return new QuoinError(isStrangePicture ? "image_type_unsupported" : "upload_type_refused");
}
