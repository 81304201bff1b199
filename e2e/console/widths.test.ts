import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { addressOf, PAGES, settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const shared = inject('shared');
const KNOWN = { request: shared.requestIds[0] ?? '', session: 'visit-0' };
const WIDTHS = [400, 1280, 1440] as const;
useBrowser();

describe('whoever looks at 400, 1280 or 1440 px', () => {
  it.each(PAGES)('sees all of $name, or sees that it goes on', async (listed) => {
    const as = listed.seen === 'signed-out' ? {} : { as: shared.owner };
    await withPage({ ...as, height: 1600 }, async ({ page }) => {
      await page.goto(addressOf(listed, true, KNOWN));
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 1600 });
        await settled(page);
        expect({ width, lost: await lost(page) }).toEqual({ width, lost: [] });
      }
    });
  });

  it('has the lists of 1280 px whole', async () => {
    await withPage({ as: shared.owner, width: 1280 }, async ({ page }) => {
      for (const path of [
        '/requests',
        '/sessions',
        '/spend',
        '/models?tab=models',
        '/routes',
        '/keys',
      ]) {
        await page.goto(path);
        await settled(page);
        const grid = page.getByRole('grid');
        expect([path, await grid.evaluate((box) => box.scrollWidth - box.clientWidth)]).toEqual([
          path,
          0,
        ]);
      }
    });
  });

  it('has the tables of the overview whole', async () => {
    await withPage({ as: shared.owner, width: 1280, height: 1600 }, async ({ page }) => {
      await page.goto('/overview');
      await settled(page);
      for (const name of ['Top users', 'Slowest models', 'Requests by model']) {
        const table = page.getByRole('group', { name, exact: false }).locator('table').first();
        const over = await table.evaluate((one) => {
          const place = one.parentElement as Element;
          return place.scrollWidth - place.clientWidth;
        });
        expect([name, over]).toEqual([name, 0]);
      }
    });
  });

  it('finds the shade on the side where there is more', async () => {
    await withPage({ as: shared.owner, width: 400 }, async ({ page }) => {
      await page.goto('/requests');
      await settled(page);
      const shades = () =>
        page.getByRole('grid').evaluate((grid) => {
          const frame = grid.parentElement as Element;
          return ['::before', '::after'].map((end) => getComputedStyle(frame, end).opacity);
        });
      await expect.poll(shades).toEqual(['0', '1']);
      await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ left: 60 }));
      await expect.poll(shades).toEqual(['1', '1']);
      await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ left: 10_000 }));
      await expect.poll(shades).toEqual(['1', '0']);
    });
  });
});

/** What a reader cannot get at, or cannot know of: cut without an ellipsis, past the edge, scrolled away without a shade. */
function lost(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const nameOf = (one: Element) =>
      `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent?.slice(0, 60)}`;
    const found: string[] = [];
    for (const one of document.body.querySelectorAll<HTMLElement>('*')) {
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const { overflowX, textOverflow, clipPath } = getComputedStyle(one);
      const hidden = one.scrollWidth - one.clientWidth > 1 && one.clientWidth > 0;
      if (clipPath !== 'none' || !hidden) continue;
      const scrolls = overflowX === 'auto' || overflowX === 'scroll';
      if (scrolls && one.parentElement?.dataset['more']?.includes('right') !== true)
        found.push(`scrolls without a shade: ${nameOf(one)}`);
      if ((overflowX === 'hidden' || overflowX === 'clip') && textOverflow !== 'ellipsis')
        found.push(`cut: ${nameOf(one)}`);
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
    return found;
  });
}
