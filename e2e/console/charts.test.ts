import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { withKeyboard } from './harness/keyboard.ts';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
const USER = 'chart-reader';
const HALF_HOUR_MS = 1_800_000;
const QUARTER_MS = 900_000;
let at = 0;
useBrowser();
beforeAll(async () => {
  const ids = [
    await ask(gateway, { user: USER, text: 'one' }),
    await ask(gateway, { user: USER, text: 'two', model: 'sandbox/echo?error_status=500' }),
  ];
  at = Date.now();
  for (const id of ids) await stored(origin, id);
});

/**
 * An hour in whose middle third the two requests are. It begins at a set place between two quarters, so that the names of the
 * times, and with them the plot, stand the same whatever the time of day.
 */
const hour = () => {
  const from = Math.floor(at / QUARTER_MS) * QUARTER_MS - 23 * 60_000;
  return { from, to: from + 2 * HALF_HOUR_MS };
};
const overview = () =>
  `/overview?user=${USER}&from=${new Date(hour().from).toISOString()}&to=${new Date(hour().to).toISOString()}`;
/** About where in a chart of so many pixels the two requests are: the names of values stand before the plot, half a time behind it. */
const requestsAt = (width: number) => 25 + ((at - hour().from) / (2 * HALF_HOUR_MS)) * (width - 45);

describe('a chart', () => {
  it('leads from a bar to the requests behind it, and from its failed part to those that failed', async () => {
    await withPage({ as: owner, width: 1440 }, async ({ page }) => {
      await page.goto(overview());
      await settled(page);
      // The lower half of the bar is the one that was answered.
      const { x, y, width, height } = await boxOf(page, 'Requests');
      await page.mouse.click(x + requestsAt(width), y + height * 0.7);
      await page.waitForURL(/\/requests\?/);
      await expect.poll(() => rows(page).count()).toBe(2);
      const [from = 0, to = 0] = rangeOf(page);
      expect(to - from).toBe(60_000);
      expect(from).toBeLessThan(at);
      await page.goBack();
      await boxOf(page, 'Requests');
      await page.mouse.click(x + requestsAt(width), y + height * 0.3);
      await page.waitForURL(/status=error/);
      await expect.poll(() => rows(page).count()).toBe(1);
      expect(await rows(page).first().textContent()).toContain('two');
    });
  });

  it('leads from a point of a line to the requests of that time', async () => {
    await withPage({ as: owner, width: 1440 }, async ({ page }) => {
      await page.goto(overview());
      await settled(page);
      const { x, y, width, height } = await boxOf(page, 'Latency of answers');
      await page.mouse.click(x + requestsAt(width), y + height / 2);
      await page.waitForURL(/sort=total_ms/);
      await expect.poll(() => rows(page).count()).toBe(2);
    });
  });

  it('gives the whole page the range that was dragged over, and back again', async () => {
    await withPage({ as: owner, width: 1440 }, async ({ page }) => {
      await page.goto(overview());
      await settled(page);
      const [from = 0, to = 0] = rangeOf(page);
      const { x, y, width, height } = await boxOf(page, 'Requests');
      await page.mouse.move(x + width * 0.35, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.5, y + height / 2);
      await page.mouse.move(x + width * 0.7, y + height / 2);
      await page.mouse.up();
      await expect.poll(() => rangeOf(page)[0]).toBeGreaterThan(from);
      const [zoomedFrom = 0, zoomedTo = 0] = rangeOf(page);
      expect(zoomedTo).toBeLessThan(to);
      expect((zoomedTo - zoomedFrom) / (to - from)).toBeCloseTo(0.41, 1);
      expect(zoomedFrom).toBeLessThan(at);
      expect(zoomedTo).toBeGreaterThan(at);
      await settled(page);
      // The range in the top bar is the page's, and going back undoes the zoom.
      await page.goBack();
      await expect.poll(() => rangeOf(page)).toEqual([from, to]);
    });
  });

  it('shows what is dragged over, no further than the chart goes', async () => {
    await withPage({ as: owner, width: 1440 }, async ({ page }) => {
      await page.goto(overview());
      await settled(page);
      const [, to = 0] = rangeOf(page);
      const { x, y, width, height } = await boxOf(page, 'Requests');
      await page.mouse.move(x + width * 0.65, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.85, y + height / 2);
      await page.mouse.move(x + width + 80, y + height * 2);
      const strip = await page.locator('figure [class*=dragged]').boundingBox();
      expect(strip?.x).toBeCloseTo(x + width * 0.65, 0);
      expect((strip?.x ?? 0) + (strip?.width ?? 0)).toBeLessThan(x + width);
      await page.mouse.up();
      await expect.poll(() => rangeOf(page)[0]).toBeGreaterThan(at);
      expect(rangeOf(page)[1]).toBe(to);
      expect(await page.locator('figure [class*=dragged]').count()).toBe(0);
    });
  });

  it('stays a table in the address: reloaded, shared and gone back to, and not on the way to its requests', async () => {
    await withPage({ as: owner, width: 1440 }, async ({ page, context }) => {
      await page.goto(overview());
      await settled(page);
      const table = (title: string, of = page) =>
        of.getByRole('group', { name: `${title}, as a table` });
      const pick = async (title: string, item: string) => {
        await page.getByRole('button', { name: `${title}: table and download` }).click();
        await page.getByRole('menuitem', { name: item }).click();
      };
      await pick('Cost', 'Show as a table');
      await table('Cost').waitFor();
      await pick('Requests by model', 'Show as a table');
      await table('Requests by model').waitFor();
      await page.reload();
      await table('Cost').waitFor();
      await table('Requests by model').waitFor();
      // The others are charts as before.
      await boxOf(page, 'Requests');
      const link = page.url();
      const shared = await context.newPage();
      await shared.goto(link);
      await table('Cost', shared).waitFor();
      await pick('Cost', 'Show as a chart');
      await boxOf(page, 'Cost');
      await page.goBack();
      await table('Cost').waitFor();
      await table('Cost').getByRole('button').first().click();
      await page.waitForURL(/\/requests\?/);
      expect(new URL(page.url()).searchParams.has('tables')).toBe(false);
    });
  });

  it('has the days of the reader’s time zone', async () => {
    const timeZone = 'Asia/Kolkata';
    await withPage({ as: owner, width: 1440, timeZone }, async ({ page }) => {
      const from = new Date(at - 20 * 24 * 2 * HALF_HOUR_MS).toISOString();
      const to = new Date(at + HALF_HOUR_MS).toISOString();
      await page.goto(`/overview?user=${USER}&from=${from}&to=${to}&tables=requests`);
      const table = page.getByRole('group', { name: 'Requests, as a table' });
      const times = table.locator('tbody tr td:first-child');
      await times.first().waitFor();
      const shown = await times.allTextContents();
      expect(shown).toHaveLength(21);
      for (const time of shown) expect(time).toMatch(/00:00$/);
      const today = new Date(at).toLocaleDateString('sv', { timeZone });
      const row = table.getByRole('row').filter({ hasText: today });
      expect(await row.getByRole('button').allTextContents()).toEqual(['1', '1']);
    });
  });

  it('shares its crosshair with the others, and tells its values alone', async () => {
    await withPage({ as: owner, width: 1440 }, async ({ page }) => {
      await page.goto(overview());
      await settled(page);
      // Where the pointed chart has values: elsewhere the others have no place to show.
      const titles = ['Requests', 'Tokens', 'Cost'];
      const plain = await Promise.all(titles.map((title) => drawnOf(page, title)));
      const changes = async () =>
        await Promise.all(
          titles.map(async (title, at) => widthOfChange(plain[at]!, await drawnOf(page, title))),
        );
      // A tooltip is as wide as its text, a crosshair is a line.
      const shape = async () =>
        (await changes()).map((width) => (width > 40 ? 'tells' : width > 0 ? 'line' : 'nothing'));
      for (const [at, title] of titles.entries()) {
        const { x, y, width, height } = await boxOf(page, title);
        const wanted = titles.map((_, other) => (other === at ? 'tells' : 'line'));
        // To the very minute.
        let aside = -8;
        await expect
          .poll(
            async () => {
              await page.mouse.move(x + requestsAt(width) + aside, y + height / 2);
              aside = aside < 8 ? aside + 1 : -8;
              return await shape();
            },
            { interval: 20, timeout: 10_000 },
          )
          .toEqual(wanted);
      }
      // The focus takes it away from the pointer, which is still there.
      await page.getByRole('slider', { name: /^Requests: / }).focus();
      await expect.poll(shape).toEqual(['tells', 'line', 'line']);
    });
  });

  it('is a slider by keyboard, which says its values, and whose Enter leads to the requests of that time', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto(overview());
      await settled(page);
      await keys.skipToContent();
      const requests = page.getByRole('slider', { name: /^Requests: / });
      const spoken = () => requests.getAttribute('aria-valuetext');
      await keys.to(requests);
      await expect.poll(spoken).toMatch(/answered {2}1\b/);
      await keys.press('Enter');
      await page.waitForURL(/\/requests\?/);
      await expect.poll(() => rows(page).count()).toBe(2);
    });
  });

  it.each([400, 1280, 1440])('has every name of its legend whole at %d px', async (width) => {
    await withPage({ as: owner, width }, async ({ page }) => {
      await page.goto(overview());
      await settled(page);
      const names = page.locator('figure ul li');
      await names.first().waitFor();
      const cut = await names.evaluateAll((all) =>
        all
          .filter((entry) => {
            const box = entry.getBoundingClientRect();
            const figure = entry.closest('figure')?.getBoundingClientRect();
            const inner = [...entry.children].some((one) => one.scrollWidth > one.clientWidth + 1);
            return inner || figure === undefined || box.right > figure.right || box.left < 0;
          })
          .map(({ textContent }) => textContent),
      );
      expect(cut).toEqual([]);
    });
  });

  it('is a table by keyboard, whose values lead to their requests', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto(overview());
      await settled(page);
      await keys.skipToContent();
      await keys.use(page.getByRole('button', { name: 'Requests: table and download' }));
      await keys.pick('Show as a table');
      const table = page.getByRole('group', { name: 'Requests, as a table' });
      await keys.use(table.getByRole('button', { name: '1', exact: true }).first());
      await page.waitForURL(/\/requests\?/);
      await rows(page).first().waitFor();
    });
  });
});

const rows = (page: Page) => page.locator('[role=row][data-index]');

async function boxOf(page: Page, title: string) {
  const chart = page.getByRole('img', { name: new RegExp(`^${title}: `) });
  await chart.locator('canvas').first().waitFor();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (box === null) throw new Error(`the chart ${title} is not shown`);
  return box;
}

/** What a chart's canvases show, as rows of colours. */
async function drawnOf(page: Page, title: string): Promise<string> {
  const chart = page.getByRole('img', { name: new RegExp(`^${title}: `) });
  return await chart.evaluate((box) => {
    const canvases = [...box.querySelectorAll('canvas')];
    const whole = document.createElement('canvas');
    whole.width = canvases[0]?.width ?? 0;
    whole.height = canvases[0]?.height ?? 0;
    const context = whole.getContext('2d');
    for (const canvas of canvases) context?.drawImage(canvas, 0, 0);
    const { data } = context?.getImageData(0, 0, whole.width, whole.height) ?? { data: [] };
    const columns = Array.from({ length: whole.width }, () => 0);
    for (let at = 0; at < data.length; at += 4) {
      const column = (at / 4) % whole.width;
      const colour = (data[at] ?? 0) * 3 + (data[at + 1] ?? 0) * 5 + (data[at + 2] ?? 0) * 7;
      columns[column] = ((columns[column] ?? 0) * 31 + colour + (data[at + 3] ?? 0)) % 1e9;
    }
    return columns.join(' ');
  });
}

/** In how many columns two pictures differ. */
function widthOfChange(before: string, after: string): number {
  const columns = after.split(' ');
  return before.split(' ').filter((column, at) => column !== columns[at]).length;
}

function rangeOf(page: Page): readonly number[] {
  const { searchParams } = new URL(page.url());
  return [searchParams.get('from'), searchParams.get('to')].map((time) => Date.parse(time ?? ''));
}
