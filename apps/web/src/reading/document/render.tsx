import { renderToStaticMarkup } from "react-dom/server";

import { Document } from "./document.tsx";
import type { Frame, Page } from "./page.ts";

/** A page as one complete HTML document. The same data gives the same bytes. */
export function renderDocument<Data>(page: Page<Data>, data: Data, frame: Frame): string {
  const { setting } = frame;
  const document = (
    <Document head={page.head(data, setting)} {...frame}>
      {page.body(data, setting)}
    </Document>
  );
  return `<!doctype html>${renderToStaticMarkup(document)}`;
}
