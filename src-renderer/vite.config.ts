import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Everything same-origin and in files: the content policy allows neither inline scripts nor data: scripts. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  resolve: {
    alias: {
      // Its browser build reads entities by innerHTML, which the content policy forbids.
      'decode-named-character-reference': fileURLToPath(
        import.meta.resolve('decode-named-character-reference').replace('index.dom.js', 'index.js'),
      ),
    },
  },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
