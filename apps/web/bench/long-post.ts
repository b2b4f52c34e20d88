const words =
  "quoin wedge forme chase press sheet type page line margin ink paper proof reader hand letter".split(
    " ",
  );

/** A post of so many words with all that Markdown has, the same one every time. */
export function longPost(length: number): string {
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const word = () => words[random(words.length)] ?? "";
  const sentence = (count: number) => Array.from({ length: count }, word).join(" ");
  const paragraph = () =>
    `The ${sentence(25)}, **${sentence(2)}** and *${word()}*, [${sentence(2)}](https://example.com/${word()}) with \`${word()}\`; ${sentence(40)}.`;
  const sections = [
    () => `## ${sentence(4)}`,
    paragraph,
    paragraph,
    paragraph,
    () => Array.from({ length: 5 }, () => `- ${sentence(8)} *${word()}*`).join("\n"),
    paragraph,
    () => `> ${sentence(30)}`,
    paragraph,
    () =>
      `| a | b | c |\n| - | - | - |\n${`| ${word()} | ${word()} | **${word()}** |\n`.repeat(4)}`,
    paragraph,
    () => `- [ ] ${sentence(5)}\n- [x] ${sentence(5)}`,
    () => `\`\`\`ts\nconst ${word()} = "${sentence(3)}";\nlock(${word()});\n\`\`\``,
    paragraph,
    () =>
      `![${sentence(4)}](/media/0190a1b2-0000-7000-8000-${String(random(1e12)).padStart(12, "0")})`,
  ];
  const text: string[] = [];
  for (let count = 0; count < length;) {
    const section = sections[text.length % sections.length]?.() ?? "";
    count += section.split(/\s+/).length;
    text.push(section);
  }
  return text.join("\n\n");
}
