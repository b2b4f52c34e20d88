/**
 * JSON for a script element. `<` is the only character that could end or open markup there
 * (HTML, "Restrictions for contents of script elements"); JSON may spell it as an escape.
 */
export const jsonForScript = (facts: object): string =>
  JSON.stringify(facts).replaceAll("<", String.raw`\u003c`);
