/// <reference types="vite/client" />
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRouter, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { guardDrops } from "./lib/guard-drops.ts";
import { guardFields } from "./lib/guard-fields.ts";
import { styleNonce } from "./lib/nonce.ts";

import "./desk.css";
import { notices } from "./lib/notices.ts";
import { applyTheme } from "./lib/theme.ts";
import { queries, queryClient, quoin, trpc } from "./lib/trpc.ts";
import { routeTree } from "./routes.gen.ts";
import { Broken } from "./shell/broken.tsx";

const router = createRouter({
  routeTree,
  basepath: "/desk",
  context: { quoin: queries },
  scrollRestoration: true,
  defaultErrorComponent: Broken,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

// The router loads the document anew when files of a page are missing, for Quoin may have been
// updated. Without a connection that would leave the browser's own page in the place of ours.
window.addEventListener("vite:preloadError", ({ payload }) => {
  if (!navigator.onLine) payload.message = `Offline: ${payload.message}`; // no longer what it looks for
});

applyTheme();
guardFields(window, notices.say);
guardDrops(window, notices.say);

const host = document.getElementById("desk");
if (host === null) throw new Error("the shell has no #desk");

createRoot(host).render(
  <StrictMode>
    <CSPProvider nonce={styleNonce()}>
      <trpc.Provider client={quoin} queryClient={queryClient}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </trpc.Provider>
    </CSPProvider>
  </StrictMode>,
);
