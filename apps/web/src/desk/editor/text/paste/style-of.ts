/** The style as written: what some documents say there is no CSS, and browsers would drop it. */
export const styleOf = (element: Element): string => element.getAttribute("style") ?? "";
