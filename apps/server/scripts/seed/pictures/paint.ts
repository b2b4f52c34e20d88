/** The colours of every picture: what an ink maker of 1890 might have had on the shelf. */
export const ink = {
  paper: "#f3ecdd",
  cream: "#e8dcc2",
  black: "#221d18",
  red: "#b23a1c",
  rose: "#dc8f72",
  ochre: "#d7a03c",
  straw: "#ecd08f",
  sea: "#2c5a61",
  sage: "#8ba588",
  moss: "#4d6a4b",
  sky: "#bcd2d2",
  dusk: "#4a4a68",
  night: "#1b2331",
} as const;

export type Size = readonly [width: number, height: number];

/** A sheet of one colour with shapes on it. */
export const sheet = ([width, height]: Size, ground: string, shapes: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${ground}"/>${shapes}</svg>`;

/** One value for each number from nought, joined. */
export const each = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join("");

export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more = "",
): string => `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;

export const disc = (x: number, y: number, radius: number, fill: string, more = ""): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" ${more}/>`;

export const shape = (points: string, fill: string, more = ""): string =>
  `<path d="${points}" fill="${fill}" ${more}/>`;

export const line = (points: string, stroke: string, width: number, more = ""): string =>
  `<path d="${points}" fill="none" stroke="${stroke}" stroke-width="${width}" ${more}/>`;

/** Numbers from 0 to 1 that look random and are the same in every run (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The outline of a hill across the sheet: its height along the way, and down to the bottom. */
export function ridge([width, height]: Size, level: number, swell: number, seed: number): string {
  const roll = dice(seed);
  const steps = 7;
  const at = (step: number): string =>
    `${Math.round((width * step) / steps)} ${Math.round(level + (roll() - 0.5) * swell)}`;
  let path = `M0 ${height}L0 ${level}`;
  for (let step = 1; step <= steps; step += 1) {
    const middle = Math.round((width * (step - 0.5)) / steps);
    const bend = Math.round(level + (roll() - 0.5) * swell * 1.6);
    path += `Q${middle} ${bend} ${at(step)}`;
  }
  return `${path}L${width} ${height}Z`;
}
