import type { Picture as Shown } from "@quoin/model";

/** A cover: as wide as the text, in as many pixels as the screen needs. */
export function Cover({ picture, eager }: { picture: Shown; eager: boolean }) {
  const { src, alt, width, height, variants } = picture;
  const srcSet = variants.map((variant) => `${variant.url} ${variant.width}w`).join(", ");
  return (
    <img
      className="cover"
      src={src}
      srcSet={srcSet === "" ? undefined : srcSet}
      sizes={srcSet === "" ? undefined : "(min-width: 41rem) 37.5rem, 100vw"}
      alt={alt}
      width={width}
      height={height}
      loading={eager ? undefined : "lazy"}
      fetchPriority={eager ? "high" : undefined}
      decoding="async"
    />
  );
}
