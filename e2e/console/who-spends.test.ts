import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { settled } from './harness/pages.ts';
import { call } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
useBrowser();
const folder = mkdtempSync(join(tmpdir(), 'signalbox-spend-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MODEL = 'lorem?tokens=10&seed=11';

/** A key of an application, with a name, and what it asked. */
async function keyWith(name: string, asked: readonly { user?: string; tags?: string }[]) {
  const made = await call({ console: origin }, '/api/v1/keys', { name }, owner);
  const { id, key } = (await made.json()) as { id: string; key: string };
  for (const { user, tags } of asked) {
    const answer = await ask(gateway, {
      text: 'What does it cost?',
      model: `sandbox/${MODEL}`,
      key,
      ...(user === undefined ? {} : { user }),
      headers: tags === undefined ? {} : { 'x-signalbox-tags': tags },
    });
    await stored(origin, answer);
  }
  return { id };
}

let shop: { readonly id: string };
beforeAll(async () => {
  const price = {
    provider: 'sandbox',
    model: MODEL,
    usd_per_million: { input: '0', output: '1000' },
  };
  await call({ console: origin }, '/api/v1/prices', price, owner);
  shop = await keyWith('spends-on-tyres', [{ user: 'tyre-lover' }, { user: 'tyre-lover' }, {}]);
});

describe('the keys page', () => {
  it('says what each key cost in the time range, which leads to its requests', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/keys?range=1h');
      await settled(page);
      const row = page.getByRole('row', { name: /spends-on-tyres/ });
      await row.getByText('$0.030').waitFor();
      await row.getByRole('link', { name: '$0.030' }).click();
      await page.waitForURL(new RegExp(`/requests\\?.*key=${shop.id}`));
      await page.getByText('3 requests match').waitFor();
      await page.goto('/keys?from=2020-01-01&to=2020-01-02');
      await settled(page);
      await row.getByText('$0', { exact: true }).waitFor();
    });
  });
});

describe('who spends', () => {
  /** Of the page's table, what stands in each row under these heads. */
  const read = `(heads) => {
    const texts = (row, role) => [...row.querySelectorAll('[role=' + role + ']')].map((cell) => cell.textContent);
    const rows = [...document.querySelectorAll('[role=grid] [role=row]')];
    const at = heads.map((head) => texts(rows[0], 'columnheader').indexOf(head));
    return rows.slice(1).map((row) => at.map((index) => texts(row, 'gridcell')[index]));
  }`;
  const table = (page: Page, ...heads: string[]) =>
    page.evaluate<string[][]>(`(${read})(${JSON.stringify(heads)})`);

  it('is a table of every user with "none" and the total, which any figure sorts', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(`/spend?range=1h&key=${shop.id}`);
      await settled(page);
      expect(await table(page, 'User', 'Cost', 'Requests')).toEqual([
        ['tyre-lover', '$0.020', '2'],
        ['none', '$0.010', '1'],
        ['total', '$0.030', '3'],
      ]);
      await page.goto('/spend?range=1h&by=model');
      await settled(page);
      const numbers = async () =>
        (await table(page, 'Requests')).slice(0, -1).map(([text]) => Number(text));
      await page.getByRole('button', { name: 'Requests', exact: true }).click();
      await page.waitForURL(/sort=requests/);
      await settled(page);
      const sorted = await numbers();
      expect(sorted.length).toBeGreaterThan(2);
      expect(sorted).toEqual(sorted.toSorted((a, b) => b - a));
      await page.getByRole('button', { name: 'Requests', exact: true }).click();
      await page.waitForURL(/order=asc/);
      await settled(page);
      expect(await numbers()).toEqual(sorted.toReversed());
    });
  });

  it('names keys, and counts a request once in the total that has several tags', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/spend?range=1h&by=key&sort=name');
      await settled(page);
      const keys = (await table(page, 'Key')).flat();
      expect(keys).toContain('spends-on-tyres');
      expect(keys).toContain('owner key');
      expect(keys.filter((name) => /^[0-9a-f]{8}-/.test(name))).toEqual([]);
      await page.goto('/spend?range=1h&by=tag&user=customer-1');
      await settled(page);
      const rows = await table(page, 'Tag', 'Requests');
      const of = (tag: string) => Number(rows.find(([name]) => name === tag)?.[1]);
      expect(of('search')).toBe(of('beta'));
      expect(of('total')).toBe(of('search') + of('checkout'));
    });
  });

  it('is three clicks from any page as the CSV of last month, names instead of ids', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/system');
      await settled(page);
      await page.getByRole('link', { name: 'Spend' }).click();
      await page.getByRole('button', { name: 'CSV' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: 'Last month' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(
        /^spend-by-user-\d{4}-\d\d-01-to-\d{4}-\d\d-\d\d.*\.csv$/,
      );
    });
  });

  it('has every row in its CSV, and says so by its name', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(`/spend?range=1h&by=key&user=${encodeURIComponent('tyre-lover,')}`);
      await settled(page);
      await page.getByRole('button', { name: 'CSV' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: 'Last hour' }).click(),
      ]);
      const path = join(folder, 'spend.csv');
      await file.saveAs(path);
      const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
      expect(head).toBe(
        'row,key,key_id,cost_usd,priced_requests,requests,errors,input_tokens,cached_input_tokens,output_tokens',
      );
      const own = lines.find((line) => line.includes('spends-on-tyres'));
      expect(own).toContain(`one,spends-on-tyres,${shop.id},0.030000000000,3,3,0,`);
      expect(lines.at(-1)).toMatch(/^total,,,/);
    });
  });
});
