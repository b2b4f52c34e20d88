/** A picture as it was found. */
export interface ImageFacts {
  /** Pixels, orientation applied. */
  width: number;
  height: number;
  hasAlpha: boolean;
  /** Frames; 1 for a still picture. */
  pages: number;
}

/** A re-encoded copy: orientation applied, sRGB, no EXIF, no GPS. */
export interface ImageCopy {
  bytes: Buffer;
  type: string;
  ext: string;
  width: number;
  height: number;
}

/** Why a picture was refused: the decoder's own word, never that of what stopped it. */
export class ImageRefused extends Error {
  override readonly name = "ImageRefused";
  readonly reason: "unreadable" | "too_many_pixels";
  constructor(reason: ImageRefused["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * sharp in a child process: a crash or a memory spike there never takes the site down. Methods reject
 * with `AsideFailed` when that process was ended twice or took too long, which says nothing of the picture.
 */
export interface Images {
  /** The public copy at full size, at most 3840 pixels wide or high. @throws ImageRefused */
  master(source: Uint8Array): Promise<ImageCopy & { source: ImageFacts }>;
  /** WebP copies of the given widths, narrower than or as wide as the source. @throws ImageRefused */
  variants(source: Uint8Array, widths: readonly number[]): Promise<ImageCopy[]>;
  close(): Promise<void>;
}
