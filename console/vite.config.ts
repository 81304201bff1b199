import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compress } from './compress.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compress()],
  // The SDK's sources, so that the console needs no build of it.
  resolve: { conditions: ['source', 'module', 'browser', 'import', 'default'] },
  // The server puts a fresh nonce here in each answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // As files: the policy allows no data: URL for scripts, and only `img-src data:` elsewhere.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The frame with Mantine and React is 600 kB, less than a third of it as it is sent.
    chunkSizeWarningLimit: 700,
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4101' } },
});
