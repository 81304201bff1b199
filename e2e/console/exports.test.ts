import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
const folder = mkdtempSync(join(tmpdir(), 'signalbox-exports-'));
const USER = 'exported-by-the-console';
useBrowser();
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  for (const text of ['one', 'two', 'three'])
    await stored(origin, await ask(gateway, { user: USER, text }));
});

it('what a filter finds is exported from the list, fetched and deleted', async () => {
  await withPage({ as: owner }, async ({ page }) => {
    await page.goto(`/requests?user=${USER}`);
    await settled(page);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Export all as CSV' }).click();
    await page.getByRole('heading', { name: 'Exports' }).waitFor();
    const row = page.getByRole('listitem').filter({ hasText: `user ${USER}` });
    await row.getByText(/3 requests, /).waitFor({ timeout: 45_000 });
    const link = row.getByRole('link', { name: /^Download/ });
    if (process.env['E2E_PICTURES'] !== undefined)
      await page.screenshot({ path: join(process.env['E2E_PICTURES'], 'exports.png') });
    const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(file.suggestedFilename()).toMatch(/^requests-.*\.csv$/);
    const path = join(folder, 'file.csv');
    await file.saveAs(path);
    const lines = readFileSync(path, 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('request_id,');
    expect(lines.slice(1).every((line) => line.includes(USER))).toBe(true);
    await row.getByRole('button', { name: /^Delete/ }).click();
    await row.waitFor({ state: 'detached' });
  });
});
