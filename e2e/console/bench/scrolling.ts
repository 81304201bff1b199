import type { BrowserContext, Page } from 'playwright-core';
import type { Line } from './first-load.ts';
import { readFrames, TRACE_CATEGORIES } from './frames.ts';
import { watchOthers } from './machine.ts';

const ROWS = 10_000;
const STEP = 900;
const LONG_MS = 50;

/**
 * Scrolls the list of requests by the wheel until ten thousand rows went by, further pages loading meanwhile. By Chromium's own
 * trace: frames that took over 50 ms by the clock, tasks of the page that took over 50 ms of a core's time, and gaps between
 * frames on the screen. Where a machine is busy with something else, the first and last count that too; the second does not.
 */
export async function scrolling(context: BrowserContext): Promise<readonly Line[]> {
  const browser = context.browser();
  if (browser === null) throw new Error('this context has no browser to trace');
  const page = await context.newPage();
  await page.goto('/requests?range=30d');
  await page.locator('[role=row][data-index]').first().waitFor();
  await page.evaluate(watchLongFrames);
  await page.mouse.move(700, 500);
  await browser.startTracing(page, { categories: [...TRACE_CATEGORIES] });
  const others = watchOthers();
  const started = performance.now();
  const reached = await scroll(page, started);
  const seconds = (performance.now() - started) / 1000;
  const cores = others();
  const { taskCpu, gaps } = readFrames(await browser.stopTracing());
  const long = await page.evaluate((): readonly number[] => {
    const read: unknown = Reflect.get(globalThis, 'longFrames');
    return typeof read === 'function' ? read() : [];
  });
  await page.close();
  const longGaps = gaps.filter((ms) => ms > LONG_MS);
  const longTasks = taskCpu.filter((ms) => ms > LONG_MS);
  return [
    [
      `scrolled to row ${reached.toLocaleString('en')} in ${seconds.toFixed(0)} s, frames on the screen`,
      String(gaps.length + 1),
      `cores that others had: ${cores.toFixed(1)}`,
    ],
    ['frames over 50 ms', withWorst(long, long), 'none'],
    ['tasks of the page over 50 ms of CPU', withWorst(longTasks, taskCpu), 'none'],
    ['gaps over 50 ms between frames on the screen', withWorst(longGaps, gaps), ''],
  ];
}

const withWorst = (over: readonly number[], all: readonly number[]): string =>
  `${over.length}${all.length === 0 ? '' : ` (worst ${all.reduce((a, b) => Math.max(a, b)).toFixed(0)} ms)`}`;

/** In the page: Chromium reports frames over 50 ms, "long animation frames", by itself. */
function watchLongFrames(): void {
  const long: number[] = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) long.push(duration);
  }).observe({ entryTypes: ['long-animation-frame'] as never[] });
  Object.assign(globalThis, { longFrames: () => long });
}

/** The index of the last row that was reached. */
async function scroll(page: Page, started: number): Promise<number> {
  let reached = 0;
  while (reached < ROWS && performance.now() - started < 180_000) {
    await page.mouse.wheel(0, STEP);
    await page.waitForTimeout(16);
    reached = await page.evaluate(() => {
      const rows = document.querySelectorAll<HTMLElement>('[role=row][data-index]');
      return Number(rows[rows.length - 1]?.dataset['index'] ?? 0);
    });
  }
  return reached;
}
