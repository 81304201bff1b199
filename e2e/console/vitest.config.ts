import { defineConfig } from 'vitest/config';

/** One server and one browser for all files, which therefore run one after the other. */
export default defineConfig({
  test: {
    name: 'e2e-console',
    include: ['**/*.test.ts'],
    globalSetup: ['./harness/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
