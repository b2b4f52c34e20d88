import { linearOf, type Rgb, rgbOf } from "./contrast.ts";

/** A colour by how light, how colourful and which it is, as eyes see it (CSS Color 4 §9.2). */
export interface Oklch {
  /** From 0, black, to 1, white. */
  lightness: number;
  chroma: number;
  /** In radians. */
  hue: number;
}

/** Reads "#rrggbb". The numbers are Björn Ottosson's, "A perceptual color space". */
export function oklchOf(hex: string): Oklch {
  const [red, green, blue] = rgbOf(hex).map(linearOf);
  const light = [red ?? 0, green ?? 0, blue ?? 0] as const;
  const long = Math.cbrt(dot(light, [0.4122214708, 0.5363325363, 0.0514459929]));
  const middle = Math.cbrt(dot(light, [0.2119034982, 0.6806995451, 0.1073969566]));
  const short = Math.cbrt(dot(light, [0.0883024619, 0.2817188376, 0.6299787005]));
  const cones = [long, middle, short] as const;
  const a = dot(cones, [1.9779984951, -2.428592205, 0.4505937099]);
  const b = dot(cones, [0.0259040371, 0.7827717662, -0.808675766]);
  return {
    lightness: dot(cones, [0.2104542553, 0.793617785, -0.0040720468]),
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  };
}

/** The nearest "#rrggbb" of that lightness and hue: as colourful as screens can show it. */
export function hexOf({ lightness, chroma, hue }: Oklch): string {
  let [low, high] = [0, chroma];
  if (isShown(rgbIn({ lightness, chroma, hue }))) low = chroma;
  for (let step = 0; step < 12 && low < chroma; step += 1) {
    const middle = (low + high) / 2;
    if (isShown(rgbIn({ lightness, chroma: middle, hue }))) low = middle;
    else high = middle;
  }
  return writtenAs(rgbIn({ lightness, chroma: low, hue }));
}

/** Writes "#rrggbb". */
export const writtenAs = (parts: Rgb): string => {
  const bytes = parts.map((part) => Math.round(255 * Math.min(1, Math.max(0, part))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

function rgbIn({ lightness, chroma, hue }: Oklch): Rgb {
  const lab = [lightness, chroma * Math.cos(hue), chroma * Math.sin(hue)] as const;
  const cones = [
    dot(lab, [1, 0.3963377774, 0.2158037573]) ** 3,
    dot(lab, [1, -0.1055613458, -0.0638541728]) ** 3,
    dot(lab, [1, -0.0894841775, -1.291485548]) ** 3,
  ] as const;
  return [
    gammaOf(dot(cones, [4.0767416621, -3.3077115913, 0.2309699292])),
    gammaOf(dot(cones, [-1.2684380046, 2.6097574011, -0.3413193965])),
    gammaOf(dot(cones, [-0.0041960863, -0.7034186147, 1.707614701])),
  ];
}

const gammaOf = (light: number): number =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;

const isShown = (parts: Rgb): boolean => parts.every((part) => part >= -1e-4 && part <= 1 + 1e-4);

const dot = (one: Rgb, other: Rgb): number =>
  one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
