import type { Picture as Shown } from "@quoin/model";

interface CoverProps {
  picture: Shown;
  eager: boolean;
  /** How wide it is shown, as `sizes` says it; as wide as the text unless told otherwise. */
  sizes?: string;
}

const asWideAsText = "(min-width: 41rem) 37.5rem, 100vw";

/** A cover in as many pixels as the screen needs. */
export function Cover({ picture, eager, sizes = asWideAsText }: CoverProps) {
  const { src, alt, width, height, variants } = picture;
  const srcSet = variants.map((variant) => `${variant.url} ${variant.width}w`).join(", ");
  return (
    <img
      className="cover"
      src={src}
      srcSet={srcSet === "" ? undefined : srcSet}
      sizes={srcSet === "" ? undefined : sizes}
      alt={alt}
      width={width}
      height={height}
      loading={eager ? undefined : "lazy"}
      fetchPriority={eager ? "high" : undefined}
      decoding="async"
    />
  );
}
