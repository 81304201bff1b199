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
    rolldownOptions: {
      output: {
        chunkFileNames: ({ name }) => `assets/${shortName(name)}-[hash].js`,
        assetFileNames: ({ names }) => `assets/${shortName(names[0] ?? 'file')}-[hash][extname]`,
        codeSplitting: {
          // Few files a page: a browser asks for six at a time, and each costs the page that asks ahead for it.
          groups: [
            { name: 'frame', tags: ['$initial'], priority: 4 },
            { name: 'common', minShareCount: 6, test: isLight, priority: 3 },
            // What is heavy and needed late stays on its own, and so does what needs it.
            { name: 'markdown', test: /[\\/]src[\\/]ui[\\/]markdown\.tsx$/, priority: 2 },
            {
              name: 'shared',
              test: isLight,
              minShareCount: 2,
              priority: 1,
              entriesAware: true,
              entriesAwareMergeThreshold: 60_000,
            },
          ],
        },
      },
    },
    // The frame with Mantine and React is 600 kB, less than a third of it as it is sent.
    chunkSizeWarningLimit: 700,
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4101' } },
});

/** Without the list of all who share it. */
function shortName(name: string): string {
  return name.replace(/~.*$/, '').replace(/\.\w+$/, '');
}

/** Whether it brings no renderer of texts along. */
function isLight(id: string): boolean {
  return (
    !/[\\/]src[\\/](ui[\\/]markdown|observe[\\/]trace[\\/])/.test(id) && !/markdown|remark/.test(id)
  );
}
