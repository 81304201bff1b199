import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { projects: ['server', 'sdk', 'console', 'bench', 'e2e', 'e2e/console'] },
});
