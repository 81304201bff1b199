import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
const folder = mkdtempSync(join(tmpdir(), 'signalbox-csv-'));
/** What a spreadsheet would run. */
const USER = '=HYPERLINK("x")';
useBrowser();
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  for (const text of ['one, with a comma', 'two'])
    await stored(origin, await ask(gateway, { user: USER, text }));
});

describe('CSV', () => {
  it('of a list has its rows and the columns that are shown, and no formula', async () => {
    await withPage({ as: owner, width: 1600 }, async ({ page }) => {
      await page.goto(`/requests?user=${encodeURIComponent(USER)}`);
      await settled(page);
      await page.getByRole('button', { name: 'Choose columns' }).click();
      await page.getByLabel('Operation', { exact: true }).check();
      await page.keyboard.press('Escape');
      const { name, lines } = await download(
        page,
        page.getByRole('button', { name: 'Download what the list shows as CSV' }),
      );
      expect(name).toBe('requests.csv');
      expect(lines).toHaveLength(3);
      const head = lines[0]?.split(',') ?? [];
      expect(head).toContain('operation');
      expect(head).not.toContain('trace_id');
      expect(head).toHaveLength(await page.getByRole('columnheader').count());
      expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
      expect(lines[2]).toContain('"one, with a comma"');
    });
  });

  it('of a chart has a line for each interval and a gap where nothing was', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(`/overview?user=${encodeURIComponent(USER)}&range=1h`);
      await settled(page);
      await page.getByRole('button', { name: 'Requests: table and download', exact: true }).click();
      const { name, lines } = await download(
        page,
        page.getByRole('menuitem', { name: 'Download CSV' }),
      );
      expect(name).toBe('requests.csv');
      expect(lines[0]).toBe('time,answered,failed,before');
      const answered = lines.slice(1).map((line) => line.split(',')[1] ?? '');
      expect(answered.reduce((sum, value) => sum + Number(value), 0)).toBe(2);
      expect(answered.filter((value) => value === '').length).toBeGreaterThan(3);
    });
  });
});

async function download(page: Page, button: Locator) {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  return { name: file.suggestedFilename(), lines };
}
