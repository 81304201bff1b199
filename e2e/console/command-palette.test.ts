import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, viewer, gateway, console: origin, requestIds } = inject('shared');
const TRACE = '0af7651916cd43dd8448eb211c80319c';
useBrowser();

describe('the command palette', () => {
  it('leads to a page, to a place, to a request and to a trace', async () => {
    for (const text of ['First step', 'Second step']) {
      const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };
      await stored(origin, await ask(gateway, { user: 'agent', text, headers }));
    }
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/overview');
      await settled(page);
      await run(page, 'mod', 'keys', 'Keys');
      await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();

      await run(page, 'button', 'staging', 'default / staging');
      await page.waitForURL(/environment=staging/);
      expect(new URL(page.url()).pathname).toBe('/keys');
      await page.getByRole('button', { name: 'Environment staging' }).waitFor();
      await run(page, 'mod', 'development', 'default / development');
      await page.waitForURL(/environment=development/);

      await run(page, 'mod', ` ${requestIds[2]} `, `Request ${requestIds[2]}`);
      const panel = page.getByRole('complementary', { name: 'Request' });
      await panel.getByText('Can I return a helmet').first().waitFor();

      await run(page, 'mod', TRACE, `Trace ${TRACE}`);
      await page.waitForURL(new RegExp(`/requests/${TRACE}`));
      await panel.waitFor({ state: 'detached' });
      await settled(page);
    });
  });

  it('offers nobody what they cannot use, says that nothing was found, and goes by Esc', async () => {
    await withPage({ as: viewer }, async ({ page }) => {
      await page.goto('/requests');
      await settled(page);
      await page.keyboard.press('ControlOrMeta+K');
      await page.getByRole('option', { name: /Requests/ }).waitFor();
      expect(await page.getByRole('option', { name: /Playground|System/ }).count()).toBe(0);
      await page.keyboard.type('xyzzy');
      await page.getByText('Nothing found.').waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(new URL(page.url()).pathname).toBe('/requests');
    });
  });
});

async function run(page: Page, open: 'mod' | 'button', typed: string, label: string) {
  if (open === 'mod') await page.keyboard.press('ControlOrMeta+K');
  else await page.getByRole('button', { name: /^Go to/ }).click();
  await page.getByRole('combobox', { name: 'A page, a request or trace id' }).waitFor();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name: label, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
