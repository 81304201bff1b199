import type { BrowserContext, Page } from 'playwright-core';
import type { Line } from './first-load.ts';

interface Target {
  readonly name: string;
  readonly link: string;
  /** What counts as content, where it is none of a skeleton. */
  readonly content: string;
}

const TARGETS: readonly Target[] = [
  { name: 'the list of requests', link: 'Requests', content: '[role=row][data-index]' },
  { name: 'the overview', link: 'Overview', content: '[data-stat]' },
];
const RANGES = ['24h', '7d', '30d'] as const;

/** From the click on a page's link until its first content is painted, each time with an empty cache of answers. */
export async function firstContent(
  context: BrowserContext,
  runs: number,
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  const page = await context.newPage();
  for (const range of RANGES) {
    for (const target of TARGETS) {
      const times: number[] = [];
      for (let run = 0; run < runs; run += 1) times.push(await one(page, target, range));
      times.sort((a, b) => a - b);
      const at = (share: number) => (times[Math.ceil(times.length * share) - 1] ?? 0).toFixed(0);
      lines.push([
        `first content of ${target.name}, ${range}, p50 and worst of ${runs}`,
        `${at(0.5)} and ${at(1)} ms`,
        'within 500 ms',
      ]);
    }
  }
  await page.close();
  return lines;
}

async function one(page: Page, { link, content }: Target, range: string): Promise<number> {
  // From a page without queries of its own, loaded anew: nothing of before is in memory.
  await page.goto(`/settings?tab=organisation&range=${range}`, { waitUntil: 'networkidle' });
  return page.evaluate(
    ({ name, selector }) =>
      new Promise<number>((done, fail) => {
        const anchor = [...document.querySelectorAll('nav a')].find(
          (element) => element.textContent === name,
        );
        if (!(anchor instanceof HTMLElement)) {
          fail(new Error(`no link ${name}`));
          return;
        }
        setTimeout(fail, 10_000, new Error(`nothing of ${selector} after 10 s`));
        const start = performance.now();
        const watch = new MutationObserver(() => {
          if (document.querySelector(selector) === null) return;
          watch.disconnect();
          // The frame after the one that paints it.
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
        });
        watch.observe(document.body, { subtree: true, childList: true, attributes: true });
        anchor.click();
      }),
    { name: link, selector: content },
  );
}
