import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
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
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4101' } },
});
