import type { BrowserContext } from 'playwright-core';
import type { Line } from './first-load.ts';

const ROWS = 10_000;
const STEP = 900;

interface Frames {
  readonly count: number;
  readonly long: readonly number[];
  readonly rows: number;
}

/**
 * Scrolls the list of traces by the wheel until ten thousand rows went by, further pages loading meanwhile. Chromium itself
 * reports frames over 50 ms ("long animation frames"); gaps between animation frames are measured beside that.
 */
export async function scrolling(context: BrowserContext): Promise<readonly Line[]> {
  const page = await context.newPage();
  await page.goto('/traces?range=30d');
  await page.locator('[role=row][data-index]').first().waitFor();
  await page.evaluate(() => {
    const long: number[] = [];
    let count = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) long.push(Math.round(duration));
    }).observe({ entryTypes: ['long-animation-frame'] as never[] });
    const tick = () => {
      count += 1;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(globalThis, { frames: () => ({ count, long }) });
  });
  await page.mouse.move(700, 500);
  const started = performance.now();
  let reached = 0;
  while (reached < ROWS && performance.now() - started < 180_000) {
    await page.mouse.wheel(0, STEP);
    await page.waitForTimeout(16);
    reached = await page.evaluate(() => {
      const rows = document.querySelectorAll<HTMLElement>('[role=row][data-index]');
      return Number(rows[rows.length - 1]?.dataset['index'] ?? 0);
    });
  }
  const seconds = (performance.now() - started) / 1000;
  const frames = await page.evaluate((): Omit<Frames, 'rows'> => {
    const read: unknown = Reflect.get(globalThis, 'frames');
    return typeof read === 'function' ? read() : { count: 0, long: [] };
  });
  await page.close();
  return [
    [
      `scrolled to row ${reached.toLocaleString('en')} in ${seconds.toFixed(0)} s, frames drawn`,
      String(frames.count),
      '',
    ],
    [
      'frames over 50 ms',
      `${frames.long.length}${frames.long.length === 0 ? '' : ` (worst ${Math.max(...frames.long)} ms)`}`,
      'none',
    ],
  ];
}
