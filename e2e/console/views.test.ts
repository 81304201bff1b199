import { describe, expect, inject, it } from 'vitest';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, member } = inject('shared');
useBrowser();

describe('a view', () => {
  it('keeps filters, order and range, is shared with the project, and is deleted by whoever made it', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/requests?model=echo&sort=total_ms&range=7d');
      await settled(page);
      await page.getByRole('button', { name: 'Views' }).click();
      await page.getByRole('menuitem', { name: 'Save this view…' }).click();
      await page.getByLabel('Name', { exact: true }).fill('The slowest');
      await page.getByLabel('Everybody in the project sees it').check();
      await page.getByRole('button', { name: 'Save view' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      await withPage({ as: member }, async ({ page: other }) => {
        await other.goto('/requests?status=error');
        await settled(other);
        await other.getByRole('button', { name: 'Views' }).click();
        await other.getByRole('menuitem', { name: 'The slowest (shared)' }).waitFor();
        expect(await other.getByRole('menuitem', { name: /^Delete the view/ }).count()).toBe(0);
        await other.getByRole('menuitem', { name: 'The slowest (shared)' }).click();
        await other.waitForURL(/sort=total_ms/);
        const { searchParams } = new URL(other.url());
        expect(Object.fromEntries(searchParams)).toEqual({
          project: 'default',
          environment: 'development',
          model: 'echo',
          sort: 'total_ms',
          range: '7d',
        });
      });

      await page.getByRole('button', { name: 'Views' }).click();
      await page.getByRole('menuitem', { name: 'Delete the view The slowest' }).click();
      await page.getByRole('button', { name: 'Views' }).click();
      await page.getByRole('menuitem', { name: 'Save this view…' }).waitFor();
      await page.getByText('The slowest').waitFor({ state: 'detached' });
    });
  });
});
