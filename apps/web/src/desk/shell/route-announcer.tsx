import { useRouter } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";

/** Pages name themselves when they have loaded; so long may that take before the name is read out. */
const settleMs = 400;

/** Follows a link as a document would: the keyboard goes on from the new page, and its name is said. */
export function RouteAnnouncer({ children }: { children: ReactNode }) {
  const router = useRouter();
  const place = useRef<HTMLDivElement>(null);
  const [title, setTitle] = useState("");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = router.subscribe("onRendered", ({ fromLocation, toLocation }) => {
      // The first page is announced by the browser; filters of one page are none.
      if (fromLocation === undefined || fromLocation.pathname === toLocation.pathname) return;
      // A page that begins with a field has put the focus there itself.
      if (!place.current?.contains(document.activeElement)) {
        place.current?.focus({ preventScroll: true });
      }
      clearTimeout(timer);
      timer = setTimeout(() => setTitle(document.title), settleMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [router]);
  return (
    <>
      <output className="for-ears">{title}</output>
      <div ref={place} id="page" tabIndex={-1} className="place">
        {children}
      </div>
    </>
  );
}
