import { expect, inject, it } from 'vitest';
import { useBrowser, withPage } from './harness/session.ts';

const { owner } = inject('shared');
useBrowser();

const HOUR_MS = 3_600_000;
/** An hour that begins when all requests are over: nothing was asked in it, and in the hour before a lot. */
const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const quiet = () => `from=${at(0.02)}&to=${at(1.02)}`;

it('says in a quiet hour when the last request was, and leads there', async () => {
  await withPage({ as: owner }, async ({ page }) => {
    await page.goto(`/requests?from=${at(2)}&to=${at(3)}`);
    const told = page.getByText(/The last request was/);
    await told.waitFor();
    // No teaching of how to begin.
    expect(await page.getByText('This one needs no provider account').count()).toBe(0);
    await page.getByRole('link', { name: 'Look at that time' }).click();
    await page.getByRole('grid').getByRole('row').nth(1).waitFor();
    expect(page.url()).toContain('/requests');
  });
});

it('says so on the overview too, beside the period before', async () => {
  await withPage({ as: owner }, async ({ page }) => {
    await page.goto(`/overview?${quiet()}&tables=requests`);
    await page.getByText(/The last request was/).waitFor();
    const table = page.getByRole('figure').filter({ hasText: 'Requests' }).first().locator('table');
    await table.waitFor();
    const text = await table.innerText();
    expect(text).not.toContain('Nothing');
    await page.getByRole('link', { name: 'Look at that time' }).click();
    await page
      .locator('[data-stat]')
      .first()
      .filter({ hasText: /^[1-9]/ })
      .waitFor();
  });
});

it('teaches the first call where there has been none', async () => {
  await withPage({ as: owner }, async ({ page }) => {
    await page.goto('/requests?environment=staging');
    await page.getByText('This one needs no provider account').waitFor();
  });
});
