import { recall } from "./storage.ts";

/**
 * Leads whoever is signed in on this device to the desk. Pages are the same for everyone, so only
 * the device can know; the desk leaves this mark and takes it away.
 */
export function relabelSignIn(): void {
  const link = document.querySelector<HTMLAnchorElement>("[data-sign-in]");
  if (link === null || recall("quoin:signed-in") === null) return;
  link.textContent = "Desk";
  link.href = "/desk";
}
