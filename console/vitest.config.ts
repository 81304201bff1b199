import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The SDK's sources, as in vite.config.ts.
  resolve: { conditions: ['source', 'module', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'module', 'import', 'default'] } },
  test: { name: 'console', include: ['src/**/*.test.ts'], pool: 'forks', maxWorkers: 1 },
});
