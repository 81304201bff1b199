import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'server',
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.contract.test.ts'],
    globalSetup: ['src/platform/postgres/testing/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Machines are shared: a poll waits for what must come, not for when.
    expect: { poll: { timeout: 20_000 } },
  },
});
