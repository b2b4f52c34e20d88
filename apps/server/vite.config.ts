import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

const here = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The server as plain JavaScript: Node runs no `.tsx`, and a bundle needs a fifth of the memory. */
export default defineConfig({
  root: here("."),
  // React's server renderer is twice as fast as built for production.
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  resolve: { conditions: ["node", "import", "default"] },
  ssr: {
    noExternal: true,
    external: ["@electric-sql/pglite", "better-sqlite3", "pg", "pg-native", "sharp"],
  },
  build: {
    ssr: true,
    target: "node22",
    chunkSizeWarningLimit: 4000,
    outDir: "dist",
    emptyOutDir: false,
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      // React libraries mark files for the browser; on the server the mark means nothing.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
      input: {
        main: here("src/main.ts"),
        quoin: here("src/quoin.ts"),
        // An entry of its own: a production image goes without this one file (docs/deploy.md).
        "local-provider": here("src/local-provider.ts"),
        // A process beside the site's, and what such processes do.
        aside: here("../../packages/drivers/src/aside/worker.ts"),
        "read-worker": here("src/transfer/read-worker.ts"),
        "render-worker": here("../../packages/api/src/rendering/worker.ts"),
        "image-worker": here("../../packages/drivers/src/images/worker.ts"),
      },
      output: { entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
});
