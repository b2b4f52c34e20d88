import { fileURLToPath } from "node:url";

import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The browser's files: the desk, the reading pages' enhancement and their styles. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  publicDir: "public",
  plugins: [
    tanstackRouter({
      routesDirectory: "src/desk/routes",
      generatedRouteTree: "src/desk/routes.gen.ts",
      autoCodeSplitting: true,
    }),
    react(),
  ],
  build: {
    outDir: "../server/dist/client",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    chunkSizeWarningLimit: 700, // the editor, which only writers load
    rolldownOptions: {
      input: ["src/desk/main.tsx", "src/reading/enhance.ts", "src/styles/reading.css"],
    },
  },
});
