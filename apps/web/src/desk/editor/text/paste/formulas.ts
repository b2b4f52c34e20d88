/** Formulas become their TeX, as code; where none is given, what they say. */
export function sayFormulas(body: HTMLElement): void {
  const tex = 'annotation[encoding="application/x-tex"]';
  for (const math of body.querySelectorAll("math")) {
    // KaTeX, MathJax and Wikipedia have the formula twice: as MathML, and as it looks.
    const around = math.closest(".katex, mjx-container, .mwe-math-element") ?? math;
    const written = math.querySelector(tex)?.textContent.trim() ?? math.getAttribute("alttext");
    for (const note of math.querySelectorAll("annotation, annotation-xml")) note.remove();
    const said = body.ownerDocument.createElement(written ? "code" : "span");
    said.textContent = written || math.textContent;
    around.replaceWith(said);
  }
}
