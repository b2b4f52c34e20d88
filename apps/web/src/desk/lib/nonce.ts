/** This document's nonce, for style sheets made while running. Scripts can read it, pages cannot. */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce ?? "";
}
