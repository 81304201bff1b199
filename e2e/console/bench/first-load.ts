import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';

/** A name, a figure and the bar it is held to. */
export type Line = readonly [name: string, value: string, bar: string];

const PATHS = ['/overview', '/requests', '/playground'] as const;

/** All the scripts that a first visit loads, in a profile without a cache, gzipped. */
export async function firstLoad(context: BrowserContext): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const path of PATHS) {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    const sizes = new Map<string, number>();
    page.on('response', async (response) => {
      if (!/\.js$/.test(new URL(response.url()).pathname)) return;
      sizes.set(response.url(), gzipSync(await response.body(), { level: 9 }).length);
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    lines.push([
      `first load of ${path}, scripts gzipped (${sizes.size} files)`,
      `${(bytes / 1000).toFixed(0)} kB`,
      'under 300 kB',
    ]);
    await page.close();
  }
  return lines;
}
