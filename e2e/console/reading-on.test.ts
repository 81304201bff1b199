import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { call } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { console: address, owner, member, requestIds } = inject('shared');
useBrowser();

describe('the page of a request', () => {
  it('reads on with j and k, and says where the list ends', async () => {
    await withPage({ as: member }, async ({ page }) => {
      const shown = () => page.url().replace(/.*requests\/([^?]+).*/, '$1');
      await page.goto('/requests');
      await page.getByRole('row').nth(1).waitFor();
      const listed = await page.evaluate(async () => {
        const range = `from=${new Date(Date.now() - 3_600_000).toISOString()}&to=${new Date().toISOString()}`;
        const answer = await fetch(`/api/v1/requests?${range}&limit=1000`);
        const { data } = (await answer.json()) as { data: { request_id: string }[] };
        return data.map(({ request_id }) => request_id);
      });
      const place = listed.indexOf(requestIds[5] ?? '');
      const id = listed[place] ?? '';
      const heading = (of: string | undefined) =>
        page.getByRole('heading', { name: `Request ${of?.slice(0, 8)}` });
      await page.goto(`/requests/${id}`);
      await page.getByRole('button', { name: 'Older request' }).and(enabled(page)).waitFor();
      await page.keyboard.press('j');
      await page.waitForURL((url) => !url.pathname.endsWith(id));
      expect(shown()).toBe(listed[place + 1]);
      await heading(listed[place + 1]).waitFor();
      await page.getByRole('button', { name: 'Newer request' }).and(enabled(page)).waitFor();
      await page.keyboard.press('k');
      await page.waitForURL((url) => url.pathname.endsWith(id));
    });
  });
});

describe('the row of the request that an address opens', () => {
  it('is brought into view and marked, and no page is read to find it', async () => {
    await withPage({ as: member }, async ({ page }) => {
      // So low that the row is far below what is drawn.
      await page.setViewportSize({ width: 1280, height: 320 });
      const lists: string[] = [];
      page.on('request', (request) => {
        const { pathname, searchParams } = new URL(request.url());
        // The panel asks for 25 neighbours, and for its own trace in no order.
        if (
          pathname === '/api/v1/requests' &&
          searchParams.has('sort') &&
          searchParams.get('limit') !== '25'
        )
          lists.push(request.url());
      });
      const grid = page.getByRole('grid', { name: 'Requests' });
      const inView = async (row: Locator) => {
        const [head, outer, inner] = await Promise.all(
          [grid.getByRole('row').first(), grid, row].map((one) => one.boundingBox()),
        );
        if (!head || !outer || !inner) return false;
        return inner.y >= head.y + head.height && inner.y + inner.height <= outer.y + outer.height;
      };
      const scrolled = () => grid.evaluate((of) => of.scrollTop);
      await page.goto('/requests');
      await grid.getByRole('row').nth(1).waitFor();
      // Read to by key, it is seen whole, too: not the last one, which no list can scroll past.
      for (let row = 0; row < 15; row++) await page.keyboard.press('j');
      await expect.poll(scrolled).toBeGreaterThan(300);
      const active = grid.locator('[data-active]');
      await expect.poll(() => inView(active)).toBe(true);
      await page.keyboard.press('Enter');
      await page.waitForURL(/open=/);
      const link = page.url();
      lists.length = 0;

      await page.goto(link);
      const row = grid.getByRole('row', { selected: true });
      await row.waitFor();
      await expect.poll(() => inView(row)).toBe(true);
      // What the reader scrolls to then stays.
      await grid.evaluate((of) => of.scrollTo(0, 0));
      await expect.poll(() => inView(row)).toBe(false);
      expect(await scrolled()).toBe(0);

      const unlisted = link.replace(/open=[^&]+/, 'open=0198c0de-0000-7000-8000-000000000000');
      await page.goto(unlisted);
      await grid.getByRole('row').nth(1).waitFor();
      expect(await scrolled()).toBe(0);
      expect(lists).toHaveLength(2);
    });
  });
});

describe('the row that a list names as the active one', () => {
  it('is in the document however far the list is scrolled', async () => {
    await withPage({ as: member }, async ({ page }) => {
      // So low that the last row is far outside of what is drawn.
      await page.setViewportSize({ width: 1280, height: 320 });
      await page.goto('/requests');
      const grid = page.getByRole('grid', { name: 'Requests' });
      await grid.getByRole('row').nth(1).waitFor();
      await page.keyboard.press('j');
      const named = () =>
        grid.evaluate((of) => {
          const id = of.getAttribute('aria-activedescendant');
          return id === null ? 'none' : document.getElementById(id)?.getAttribute('role');
        });
      await expect.poll(named).toBe('row');
      await grid.evaluate((of) => of.scrollTo(0, of.scrollHeight));
      await expect
        .poll(() => grid.evaluate((of) => of.scrollTop > 0 && of.scrollTop + of.clientHeight > 800))
        .toBe(true);
      expect(await named()).toBe('row');
    });
  });
});

describe('the order of providers', () => {
  it('is changed by keyboard, by mouse and by touch, and stays so', async () => {
    for (const name of ['alpha', 'beta'])
      await call(
        { console: address },
        '/api/v1/providers',
        { name, base_url: `https://${name}.example/v1`, shared: true },
        owner,
      );
    await withPage({ as: owner }, async ({ page, context }) => {
      const list = page.getByRole('list', { name: 'Providers' });
      const names = async () =>
        (await list.getByRole('listitem').getByRole('link').allTextContents()).filter((name) =>
          ['alpha', 'beta'].includes(name),
        );
      const grip = (name: string) =>
        page.getByRole('button', { name: new RegExp(`^Move ${name}:`) });
      const ordered = async (wanted: readonly string[]) => {
        await expect.poll(names).toEqual(wanted);
        // Not only on the page.
        await page.reload();
        await grip('alpha').waitFor();
        expect(await names()).toEqual(wanted);
      };
      await page.goto('/models?tab=providers');
      await grip('alpha').waitFor();
      expect(await names()).toEqual(['alpha', 'beta']);
      const saved = page.waitForResponse('**/api/v1/providers/order');
      await grip('alpha').focus();
      await page.keyboard.press('ArrowDown');
      expect((await saved).status()).toBe(200);
      await expect.poll(names).toEqual(['beta', 'alpha']);
      // Focus goes along, so that the next key moves the same one.
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
        .toMatch(/^Move alpha:/);
      await ordered(['beta', 'alpha']);
      const again = page.waitForResponse('**/api/v1/providers/order');
      await grip('alpha').dragTo(list.getByRole('listitem').filter({ hasText: 'beta.example' }));
      expect((await again).status()).toBe(200);
      await ordered(['alpha', 'beta']);

      const byTouch = page.waitForResponse('**/api/v1/providers/order');
      const devtools = await context.newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) =>
        devtools.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
      await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true });
      const [from, to] = [await middleOf(grip('alpha')), await middleOf(grip('beta'))];
      await touch('touchStart', from);
      await touch('touchMove', { x: from.x, y: (from.y + to.y) / 2 });
      await touch('touchMove', to);
      // Before it is let go, it says where it would be put.
      const beta = list.getByRole('listitem').filter({ hasText: 'beta.example' });
      await expect.poll(() => beta.getAttribute('data-over')).toBe('below');
      await touch('touchEnd');
      expect((await byTouch).status()).toBe(200);
      await ordered(['beta', 'alpha']);
    });
  });

  it('is left as it was where a drag is given up', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/models?tab=providers');
      const grips = page.getByRole('button', { name: /^Move .*: number/ });
      await grips.nth(1).waitFor();
      const rows = page.getByRole('list', { name: 'Providers' }).getByRole('listitem');
      const before = await rows.allTextContents();
      const [from, to] = [await middleOf(grips.first()), await middleOf(grips.nth(1))];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 3 });
      const over = page.locator('[data-over]');
      await over.waitFor();
      await page.keyboard.press('Escape');
      await over.waitFor({ state: 'detached' });
      await page.mouse.up();
      expect(await rows.allTextContents()).toEqual(before);
    });
  });
});

describe('an empty page', () => {
  it('makes a key for its command on demand, which then works', async () => {
    await call({ console: address }, '/api/v1/projects', { name: 'first-call' }, owner);
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/requests?project=first-call');
      const command = page.locator('pre').filter({ hasText: 'curl' });
      await command.filter({ hasText: '$SIGNALBOX_API_KEY' }).waitFor();
      await page.getByRole('button', { name: 'Make a key for it' }).click();
      await page.getByRole('status').filter({ hasText: 'shown this once' }).waitFor();
      const text = (await command.textContent()) ?? '';
      const [, url = '', key = ''] = /curl (\S+)[\s\S]*Bearer (\S+)"/.exec(text) ?? [];
      const answer = await fetch(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: /-d '([\s\S]*)'$/.exec(text)?.[1] ?? '',
      });
      expect(answer.status).toBe(200);
    });
  });
});

interface Point {
  readonly x: number;
  readonly y: number;
}

async function middleOf(control: Locator): Promise<Point> {
  const box = await control.boundingBox();
  if (box === null) throw new Error('it is not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What is not disabled, to be combined with `and`. */
function enabled(page: Page) {
  return page.locator(':enabled');
}
