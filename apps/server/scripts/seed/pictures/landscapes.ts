import { box, dice, disc, each, ink, line, ridge, shape, sheet, type Size } from "./paint.ts";

/** Hills behind hills, and a low sun. */
export function hills(): string {
  const size: Size = [1800, 1012];
  const colours = [ink.straw, ink.rose, ink.sage, ink.moss, ink.sea, ink.night];
  const layers = each(colours.length, (n) =>
    shape(ridge(size, 470 + n * 92, 190 - n * 12, 11 + n * 7), colours[n] ?? ink.night),
  );
  return sheet(size, ink.paper, disc(1240, 400, 130, ink.red) + layers);
}

/** A lit window in the dark, below more stars than anyone can count. */
export function night(): string {
  const size: Size = [1600, 1067];
  const roll = dice(4);
  const stars = each(240, () =>
    disc(
      roll() * 1600,
      roll() * 700,
      0.8 + roll() * 2.2,
      ink.paper,
      `opacity="${0.3 + roll() * 0.7}"`,
    ),
  );
  const house =
    shape("M980 790L1090 700L1200 790V900H980Z", "#0d131d") +
    box(1060, 810, 60, 56, ink.ochre) +
    line("M1090 810V866M1060 838H1120", "#0d131d", 5);
  return sheet(
    size,
    ink.night,
    stars +
      disc(330, 240, 92, ink.straw) +
      disc(368, 214, 88, ink.night) +
      shape(ridge(size, 760, 150, 5), "#141b28") +
      house +
      shape(ridge(size, 910, 90, 9), "#0d131d"),
  );
}

/** The sea in bands, and one sail. */
export function coast(): string {
  const size: Size = [1800, 900];
  const roll = dice(21);
  const waves = each(26, (n) => {
    const y = 470 + n * n * 0.66 + n * 3;
    const shift = roll() * 300 - 150;
    return line(
      `M-200 ${y}q${150 + shift} ${-8 - n} ${300 + shift} 0t${420 - shift} 0t500 0t600 0t500 0`,
      n % 5 === 2 ? ink.paper : n % 2 ? ink.sky : ink.sage,
      2 + n * 0.35,
      'opacity="0.55"',
    );
  });
  const sail =
    shape("M620 440L620 300L705 440Z", ink.paper) +
    shape("M612 440L612 330L560 440Z", ink.rose) +
    shape("M545 450H720L690 478H575Z", ink.black);
  return sheet(
    size,
    ink.straw,
    box(0, 0, 1800, 210, ink.rose) +
      box(0, 210, 1800, 120, "#e6ac80") +
      disc(1320, 452, 150, ink.red) +
      box(0, 452, 1800, 448, ink.sea) +
      waves +
      sail,
  );
}

/** The lines of a map: one hill and its neighbour. */
export function contours(): string {
  const size: Size = [1500, 1125];
  const rings = each(19, (n) =>
    line(ring(560, 520, 34 + n * 46, 3), ink.sea, n % 5 === 0 ? 5 : 2, 'opacity="0.75"'),
  );
  const others = each(6, (n) =>
    line(ring(1180, 860, 22 + n * 30, 8), ink.red, n === 5 ? 4 : 2, 'opacity="0.8"'),
  );
  const path = line(
    "M120 1000C300 900 260 760 420 700S640 560 560 520",
    ink.black,
    7,
    'stroke-dasharray="4 20" stroke-linecap="round"',
  );
  return sheet(
    size,
    ink.cream,
    rings + others + path + disc(120, 1000, 13, ink.black) + shape("M560 470l34 60h-68Z", ink.red),
  );
}

/** Rain over a town whose roofs are all somebody's. */
export function rain(): string {
  const size: Size = [1200, 1500];
  const roll = dice(77);
  const roofs = each(9, (n) => {
    const x = n * 150 - 60;
    const top = 860 + roll() * 220;
    const fill = [ink.red, ink.black, ink.moss, ink.dusk][n % 4] ?? ink.black;
    const window = roll() > 0.4 ? box(x + 80, top + 180, 44, 60, ink.straw) : "";
    return (
      shape(`M${x} ${top + 110}L${x + 105} ${top}L${x + 210} ${top + 110}V1500H${x}Z`, fill) +
      window
    );
  });
  const drops = each(170, () => {
    const [x, y, length] = [roll() * 1300, roll() * 1500, 40 + roll() * 70];
    return line(
      `M${x} ${y}l${-length * 0.24} ${length}`,
      ink.paper,
      2.4,
      `opacity="${0.25 + roll() * 0.5}"`,
    );
  });
  return sheet(
    size,
    "#7d9299",
    shape("M0 330Q300 240 600 330T1200 320V0H0Z", ink.dusk, 'opacity="0.7"') + roofs + drops,
  );
}

/** A road between fields, to where it goes. */
export function road(): string {
  const size: Size = [1600, 900];
  const rows = each(15, (n) =>
    line(`M800 400L${-900 + n * 110} 900`, n % 2 ? ink.moss : ink.sage, 30, 'opacity="0.9"'),
  );
  const others = each(15, (n) =>
    line(`M800 400L${960 + n * 130} 900`, n % 2 ? ink.ochre : ink.straw, 34, 'opacity="0.9"'),
  );
  const trees = each(7, (n) => {
    const scale = 0.25 + n * 0.17;
    const [x, y] = [822 + n * n * 14, 404 + n * n * 8.4];
    return (
      box(x - 3 * scale, y - 50 * scale, 6 * scale, 60 * scale, ink.black) +
      `<ellipse cx="${x}" cy="${y - 86 * scale}" rx="${22 * scale}" ry="${60 * scale}" fill="${ink.night}"/>`
    );
  });
  return sheet(
    size,
    ink.sky,
    disc(420, 250, 82, ink.paper) +
      box(0, 400, 1600, 500, ink.sage) +
      rows +
      others +
      shape("M790 400H810L1010 900H590Z", ink.cream) +
      line("M800 420V900", ink.ochre, 6, 'stroke-dasharray="26 30"') +
      shape(ridge([1600, 400], 372, 60, 31), ink.sea) +
      trees,
  );
}

/** A closed line around a summit, and no circle. */
const ring = (x: number, y: number, radius: number, seed: number): string => {
  const roll = dice(seed);
  const phases = [roll() * 6, roll() * 6, roll() * 6];
  const points = Array.from({ length: 73 }, (_, n) => {
    const angle = (n / 72) * Math.PI * 2;
    const wobble =
      1 +
      0.13 * Math.sin(angle * 2 + (phases[0] ?? 0)) +
      0.07 * Math.sin(angle * 3 + (phases[1] ?? 0)) +
      0.03 * Math.sin(angle * 5 + (phases[2] ?? 0));
    return `${(x + Math.cos(angle) * radius * wobble * 1.25).toFixed(1)} ${(y + Math.sin(angle) * radius * wobble).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
};
