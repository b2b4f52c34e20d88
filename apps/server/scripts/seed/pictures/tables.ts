import { box, dice, disc, each, ink, line, shape, sheet, type Size } from "./paint.ts";

/** A round loaf, scored like a field. */
export function loaf(): string {
  const roll = dice(9);
  const flour = each(260, () => {
    const [angle, reach] = [roll() * 6.283, Math.sqrt(roll()) * 400];
    return disc(
      600 + Math.cos(angle) * reach,
      590 + Math.sin(angle) * reach,
      1 + roll() * 3.4,
      ink.paper,
      'opacity="0.5"',
    );
  });
  const cuts = each(5, (n) =>
    line(
      `M${330 + n * 135} ${300 + Math.abs(n - 2) * 34}q${34 - n * 17} 290 0 ${570 - Math.abs(n - 2) * 68}`,
      ink.straw,
      26,
      'stroke-linecap="round"',
    ),
  );
  return sheet(
    [1200, 1200],
    ink.sage,
    `<ellipse cx="620" cy="1010" rx="400" ry="60" fill="${ink.moss}" opacity="0.6"/>` +
      disc(600, 590, 430, "#8a4d22") +
      disc(600, 578, 408, "#b06a2e") +
      cuts +
      flour,
  );
}

/** Soup, and the steam that says it is ready. */
export function bowl(): string {
  const steam = each(4, (n) =>
    line(
      `M${420 + n * 120} 620c-70 -90 70 -150 0 -240s60 -130 0 -${190 + (n % 2) * 70}`,
      ink.paper,
      15,
      'stroke-linecap="round" opacity="0.8"',
    ),
  );
  const peas = each(11, (n) =>
    disc(380 + ((n * 97) % 440), 706 + ((n * 31) % 44), 17, n % 3 ? ink.moss : ink.red),
  );
  return sheet(
    [1200, 1500],
    ink.dusk,
    box(0, 1090, 1200, 410, ink.ochre) +
      `<ellipse cx="600" cy="1130" rx="330" ry="44" fill="#9a6d22"/>` +
      steam +
      shape("M200 720H1000C990 960 850 1120 600 1120S210 960 200 720Z", ink.paper) +
      shape("M214 820C240 1000 400 1120 600 1120C480 1090 300 1010 260 820Z", ink.cream) +
      `<ellipse cx="600" cy="722" rx="400" ry="92" fill="${ink.cream}"/><ellipse cx="600" cy="732" rx="352" ry="70" fill="${ink.red}"/>` +
      peas,
  );
}

/** The kettle that everything waits for. */
export function kettle(): string {
  const size: Size = [1500, 1125];
  const tiles =
    each(10, (n) => line(`M${n * 166} 0V780`, ink.sage, 5)) +
    each(6, (n) => line(`M0 ${n * 156}H1500`, ink.sage, 5));
  return sheet(
    size,
    "#dfe5d6",
    tiles +
      box(0, 780, 1500, 345, "#c9a876") +
      box(380, 770, 640, 34, ink.black) +
      line("M520 440C520 210 900 210 900 440", ink.black, 34) +
      shape("M430 770C400 560 500 420 710 420S1010 560 980 770Z", ink.sea) +
      shape("M960 560L1170 430L1200 470L990 690Z", ink.sea) +
      shape("M600 424C620 384 800 384 820 424Z", ink.night) +
      disc(710, 382, 22, ink.black) +
      shape("M470 720C460 610 520 500 620 470C560 540 530 630 540 720Z", ink.sky, 'opacity="0.6"') +
      line(
        "M1210 410c50 -60 -10 -100 40 -170s0 -90 30 -130",
        ink.paper,
        20,
        'stroke-linecap="round" opacity="0.9"',
      ),
  );
}

/** Books as they stand when they are read. */
export function shelf(): string {
  const size: Size = [1600, 1067];
  const roll = dice(16);
  const colours = [ink.red, ink.sea, ink.ochre, ink.black, ink.moss, ink.cream, ink.dusk, ink.rose];
  const row = (floor: number): string => {
    let x = 70;
    let books = "";
    while (x < 1450) {
      const [width, height] = [34 + roll() * 62, 230 + roll() * 100];
      const fill = colours[Math.floor(roll() * colours.length)] ?? ink.black;
      const band = fill === ink.cream ? ink.red : ink.cream;
      const lean = roll() > 0.92 ? `transform="rotate(7 ${x} ${floor})"` : "";
      books += `<g ${lean}>${box(x, floor - height, width, height, fill)}${box(x, floor - height + 30, width, 9, band, 'opacity="0.8"')}${box(x + width / 2 - 4, floor - height + 70, 8, height * 0.4, band, 'opacity="0.65"')}</g>`;
      x += width + (lean ? 46 : 4);
    }
    return books + box(0, floor, 1600, 30, "#7a5a36");
  };
  return sheet(size, "#efe4cd", row(345) + row(705) + row(1037));
}

/** A table laid for people who have not come yet. */
export function table(): string {
  const size: Size = [1800, 1012];
  const check =
    each(15, (n) => box(n * 120, 0, 60, 1012, ink.red, 'opacity="0.22"')) +
    each(9, (n) => box(0, n * 120, 1800, 60, ink.red, 'opacity="0.22"'));
  const lemons = each(
    4,
    (n) =>
      `<ellipse cx="${850 + (n % 2) * 96}" cy="${452 + Math.floor(n / 2) * 84}" rx="54" ry="42" fill="${n % 3 ? ink.ochre : ink.straw}" transform="rotate(${n * 40} ${850 + (n % 2) * 96} ${452 + Math.floor(n / 2) * 84})"/>`,
  );
  return sheet(
    size,
    ink.paper,
    check +
      place(380, 290) +
      place(1430, 290) +
      place(380, 740) +
      place(1430, 740) +
      disc(900, 500, 190, ink.sea) +
      lemons,
  );
}

/** A plate between a knife and a fork. */
const place = (x: number, y: number): string =>
  disc(x + 8, y + 12, 172, ink.black, 'opacity="0.15"') +
  disc(x, y, 172, ink.paper) +
  disc(x, y, 116, ink.cream) +
  box(x - 240, y - 130, 14, 260, ink.dusk, 'rx="7"') +
  box(x + 226, y - 130, 14, 260, ink.dusk, 'rx="7"') +
  box(x + 218, y - 130, 30, 90, ink.dusk, 'rx="14"');
