import sharp from "sharp";

import { coast, contours, hills, night, rain, road } from "./landscapes.ts";
import { blocks, columns, forme, letter, overprint, quoins, rollers, sorts } from "./press.ts";
import { bowl, kettle, loaf, shelf, table } from "./tables.ts";

const drawings: Record<string, () => string> = {
  blocks,
  bowl,
  coast,
  columns,
  contours,
  forme,
  hills,
  kettle,
  letter,
  loaf,
  night,
  overprint,
  quoins,
  rain,
  road,
  rollers,
  shelf,
  sorts,
  table,
};

/** A picture as the bytes of a PNG. Drawn here, uploaded like anybody's. */
export async function drawPicture(name: string): Promise<Uint8Array> {
  const draw = drawings[name];
  if (draw === undefined) throw new Error(`No picture is called ${name}.`);
  return sharp(Buffer.from(draw())).png({ compressionLevel: 7 }).toBuffer();
}
