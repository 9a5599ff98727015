import { defineConfig } from "vite";

// One script and one style sheet without hashes in their names: the server and `--format html` name or inline them.
export default defineConfig({
  build: {
    outDir: "../../formats/page",
    emptyOutDir: true,
    target: "es2023",
    modulePreload: false,
    cssCodeSplit: false,
    rollupOptions: {
      input: "src/main.tsx",
      output: { format: "iife", entryFileNames: "review.js", assetFileNames: "review[extname]" },
    },
  },
});
