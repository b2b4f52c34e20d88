import { box, dice, disc, each, ink, line, shape, sheet, type Size } from "./paint.ts";

/** Two wedges sliding against each other: what locks type in place. */
export function quoins(): string {
  const size: Size = [1600, 1067];
  const teeth = each(12, (n) =>
    box(330 + n * 80, 520 - n * 9.6, 40, 14, ink.paper, 'opacity="0.85"'),
  );
  return sheet(
    size,
    ink.paper,
    box(0, 0, 1600, 190, ink.black) +
      box(0, 877, 1600, 190, ink.black) +
      shape("M180 260H1420V400L180 560Z", ink.red) +
      shape("M180 600L1420 440V810H180Z", ink.black) +
      teeth +
      disc(1270, 640, 74, ink.paper) +
      box(1262, 580, 16, 120, ink.black, 'transform="rotate(38 1270 640)"'),
  );
}

/** A page seen as the printer sees it: blocks of type, furniture around, everything locked. */
export function forme(): string {
  const size: Size = [1400, 1050];
  const roll = dice(12);
  const text = (x: number, y: number, width: number, lines: number): string =>
    each(lines, (n) => {
      const end = n === lines - 1 ? width * 0.55 : width;
      let at = 0;
      let row = "";
      while (at < end - 24) {
        const word = Math.min(22 + roll() * 78, end - at);
        row += box(x + at, y + n * 27, word, 14, ink.black);
        at += word + 11;
      }
      return row;
    });
  return sheet(
    size,
    "#8d8473",
    box(60, 60, 1280, 930, ink.black) +
      box(100, 100, 1200, 850, ink.cream) +
      box(150, 150, 500, 20, "#b9a884") +
      box(690, 150, 560, 20, "#b9a884") +
      text(170, 330, 480, 21) +
      text(740, 330, 480, 12) +
      box(740, 670, 480, 216, ink.red) +
      disc(980, 778, 78, ink.cream) +
      box(170, 205, 640, 62, ink.black) +
      box(840, 205, 120, 62, ink.red) +
      box(170, 292, 1050, 7, ink.black) +
      shape("M100 950L700 925V950Z", ink.ochre) +
      shape("M1300 950L700 925V950Z", ink.sea),
  );
}

/** Type in its case: most of what a text is made of is e. */
export function sorts(): string {
  const size: Size = [1500, 1000];
  const roll = dice(40);
  const colours = [ink.black, "#4a4238", "#6b6051", ink.black, ink.red];
  const cells = each(9 * 6, (n) => {
    const [x, y] = [30 + (n % 9) * 160, 30 + Math.floor(n / 9) * 157];
    const count = 3 + Math.floor(roll() * 20);
    const pieces = each(count, (m) =>
      box(
        x + 14 + (m % 5) * 26,
        y + 14 + Math.floor(m / 5) * 27,
        20,
        20,
        colours[Math.floor(roll() * (m === 7 ? 5 : 4))] ?? ink.black,
        `transform="rotate(${(roll() - 0.5) * 26} ${x + 70} ${y + 70})"`,
      ),
    );
    return box(x, y, 150, 147, "#d9c7a0") + pieces;
  });
  return sheet(size, "#7a5a36", cells);
}

/** The letter that names this place, cut from wood. */
export function letter(): string {
  const roll = dice(3);
  const grain = each(46, (n) => {
    const y = n * 27 + roll() * 12;
    return line(
      `M0 ${y}q300 ${(roll() - 0.5) * 34} 600 0t620 ${(roll() - 0.5) * 18}`,
      ink.paper,
      0.8 + roll() * 1.6,
      'opacity="0.16"',
    );
  });
  return sheet(
    [1200, 1200],
    ink.cream,
    disc(590, 570, 430, ink.red) +
      disc(590, 570, 232, ink.cream) +
      shape("M640 700L800 640L1090 1060L900 1090Z", ink.red) +
      grain,
  );
}

/** Ink rollers, and what they leave. */
export function rollers(): string {
  const size: Size = [1800, 760];
  const colours = [ink.sea, ink.red, ink.ochre, ink.black];
  const bands = each(4, (n) => {
    const y = 60 + n * 165;
    const length = 760 + ((n * 377) % 640);
    const fill = colours[n] ?? ink.black;
    const fade = each(16, (m) =>
      box(length + m * 20, y + ((m * 29) % 118), 20 - m, 10, fill, `opacity="${0.8 - m * 0.045}"`),
    );
    return (
      box(0, y, length, 128, fill) +
      fade +
      box(length + 8, y - 10, 84, 148, "#5d5347") +
      box(length + 92, y + 52, 170, 24, "#3a332b") +
      disc(length + 270, y + 64, 22, ink.red)
    );
  });
  return sheet(size, ink.paper, bands);
}

/** Three inks that make seven. */
export function overprint(): string {
  const mix = 'style="mix-blend-mode:multiply"';
  return sheet(
    [1200, 1200],
    ink.paper,
    `<g style="isolation:isolate">${disc(470, 480, 330, "#e0b040", mix)}${disc(740, 480, 330, "#cf5b3f", mix)}${disc(605, 715, 330, "#4f8f96", mix)}</g>`,
  );
}

/** A grid with its secrets showing. */
export function columns(): string {
  const size: Size = [1200, 1600];
  const guides =
    each(7, (n) => line(`M${90 + n * 170} 0V1600`, ink.red, 1.6, 'opacity="0.5"')) +
    each(23, (n) => line(`M0 ${70 + n * 66}H1200`, ink.sea, 1, 'opacity="0.3"'));
  return sheet(
    size,
    ink.paper,
    box(90, 136, 680, 594, ink.ochre) +
      disc(430, 433, 220, ink.red) +
      shape("M90 730L770 400V730Z", ink.black, 'opacity="0.88"') +
      box(90, 796, 850, 86, ink.black) +
      box(90, 908, 510, 86, ink.black) +
      lines(90, 1064, 320, 13) +
      lines(430, 1064, 320, 13) +
      lines(770, 1064, 320, 9) +
      box(800, 136, 290, 8, ink.black) +
      lines(800, 170, 260, 5) +
      guides,
  );
}

/** Pieces that fit, and one that does not yet. */
export function blocks(): string {
  const size: Size = [1600, 900];
  const colours = [ink.sea, ink.ochre, ink.rose, ink.sage, ink.straw];
  const row = (y: number, shift: number): string =>
    each(4, (n) =>
      piece(160 + n * 256, y, colours[(n + shift) % colours.length] ?? ink.sea, true, n > 0),
    );
  return sheet(
    size,
    ink.night,
    row(70, 0) +
      row(326, 2) +
      row(582, 4) +
      piece(1290, 330, ink.red, false, true).replace(
        "/>",
        'transform="translate(26 -30) rotate(9 1415 455)"/>',
      ),
  );
}

/** One piece, with or without a knob on its right and a hole on its left. */
const piece = (x: number, y: number, fill: string, knob: boolean, hole: boolean): string => {
  const right = knob ? `V${y + 85}a40 40 0 0 1 0 80V${y + 250}` : `V${y + 250}`;
  const left = hole ? `V${y + 165}a40 40 0 0 0 0 -80V${y}` : `V${y}`;
  return shape(`M${x} ${y}H${x + 250}${right}H${x}${left}Z`, fill);
};

/** Lines of a text too far away to read. */
const lines = (x: number, y: number, width: number, count: number): string =>
  each(count, (n) => box(x, y + n * 33, n === count - 1 ? width * 0.6 : width, 13, ink.black));
