import type { Picture } from "@quoin/model";

interface PortraitProps {
  picture: Picture;
  /** How wide and high it is shown, as the stylesheet has it. */
  size: "small" | "large";
}

const sizes = { small: "2.5rem", large: "6rem" } as const;

/** What somebody looks like: round, its middle in view. Their name stands beside it, so it says nothing again. */
export function Portrait({ picture, size }: PortraitProps) {
  const { src, alt, width, height, variants } = picture;
  const srcSet = variants.map((variant) => `${variant.url} ${variant.width}w`).join(", ");
  return (
    <img
      className={`portrait ${size}`}
      src={src}
      srcSet={srcSet === "" ? undefined : srcSet}
      sizes={srcSet === "" ? undefined : sizes[size]}
      alt={alt}
      width={width}
      height={height}
      decoding="async"
    />
  );
}
