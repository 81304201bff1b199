import type { Page } from 'playwright-core';

/** Every page: what its picture is called and where it is. `{request}` stands for a request that is there when full. */
export const PAGES: readonly {
  readonly name: string;
  readonly path: string;
  readonly public?: true;
}[] = [{ name: 'documentation', path: '/docs/traces', public: true }];

/** Until nothing is loading: the heading is there, and neither a skeleton nor a busy region is. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('.mantine-Skeleton-root, [aria-busy="true"]') === null,
  );
  // Charts draw in the frame after their data came.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}
