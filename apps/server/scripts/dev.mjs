import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

// `pnpm dev`: one process in which edits of pages, styles, desk and API are live without a restart.
import "./load-env.mjs";
import { getRequestListener } from "@hono/node-server";
import { createServer as createVite } from "vite";

const room = (relative) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
const server = createServer();
const vite = await createVite({
  configFile: room("apps/web/vite.config.ts"),
  appType: "custom",
  server: { middlewareMode: true, hmr: { server } },
});
const load = (file) => vite.ssrLoadModule(room(`apps/server/src/${file}`));

const [{ readConfig }, { openLog }, { openDoor }, { openPageCache }] = await Promise.all(
  ["config.ts", "log.ts", "open-door.ts", "page-cache.ts"].map(load),
);
const config = readConfig(process.env);
const site = await openDoor(config, {
  log: openLog(config.logLevel),
  places: { migrations: room("packages/api/migrations") },
  assets: {
    reading: {
      readingCss: "/src/styles/reading.css",
      enhanceJs: "/src/reading/enhance.ts",
      fonts: [],
    },
    desk: { script: "/src/desk/main.tsx", styles: [], preload: [] },
  },
});

// The services stay open; the app is made anew whenever something it is made of has changed.
let made;
let app;
async function currentApp() {
  const { createApp } = await load("app.ts");
  if (createApp !== made) {
    made = createApp;
    app = createApp(site.door, {
      pages: openPageCache({ url: config.url }),
      client: room("apps/web/public"),
    });
  }
  return app;
}

const listener = getRequestListener(async (request, bindings) => {
  try {
    const response = await (await currentApp()).fetch(request, bindings);
    if (!response.headers.get("content-type")?.startsWith("text/html")) return response;
    const html = await vite.transformIndexHtml(
      new URL(request.url).pathname,
      await response.text(),
    );
    const headers = new Headers(response.headers);
    headers.delete("content-security-policy"); // Vite's client needs inline scripts and a socket
    headers.delete("content-length");
    headers.set("cache-control", "no-store");
    return new Response(html, { status: response.status, headers });
  } catch (error) {
    vite.ssrFixStacktrace(error);
    return new Response(error.stack, { status: 500, headers: { "content-type": "text/plain" } });
  }
});
server.on("request", (request, response) =>
  vite.middlewares(request, response, () => listener(request, response)),
);

vite.watcher.on("change", (file) => {
  if (/apps\/web\/src\/(reading|parts)\/|packages\/(api|model)\/src\//.test(file)) {
    vite.ws.send({ type: "full-reload" });
  }
});
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    server.closeAllConnections();
    await vite.close();
    await site.close();
    process.exit(0);
  });
}
server.listen(config.port, config.host, () => {
  process.stdout.write(`${site.lines.join("\n")}\n\nQuoin (dev) is at ${config.url.origin}\n`);
});
