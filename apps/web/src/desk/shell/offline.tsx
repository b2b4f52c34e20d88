import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Says that there is no connection, and what that means, for as long as it lasts. */
export function Offline() {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <output className="offline" data-shown={!isOnline || undefined}>
      {!isOnline && "You are offline. What is on this page stays; nothing new is loaded or saved."}
    </output>
  );
}
